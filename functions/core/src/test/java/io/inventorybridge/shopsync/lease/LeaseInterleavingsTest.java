// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.simulation.mutation.MutatedClasses;
import io.inventorybridge.simulation.mutation.SourceMutation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No wake-up is lost and no run blocks others for more than a minute, in every interleaving of runs
 * and wherever one is killed; mistakes in the protocol are found.
 */
@Tag("exhaustive")
class LeaseInterleavingsTest {
  private static final String PROTOCOL =
      "functions/core/src/main/java/io/inventorybridge/shopsync/lease/LeaseProtocol.java";
  private static final List<String> TWO = List.of("one", "two");
  private static final List<String> WITH_FULL = List.of("one", "two", "full");
  private static final int WORLDS = 1_000;

  @Test
  void twoRunsLoseNoMarkAndAKilledOneBlocksForAMinute() {
    LeaseInterleavings all = new LeaseInterleavings();
    assertThat(all.brokenPromise(TWO)).isEmpty();
    assertThat(all.count()).isGreaterThan(5_000);
  }

  static Stream<SourceMutation> mistakes() {
    return Stream.of(
        mistake(
            "the release does not look at the work of refused runs",
            "? Optional.empty() : seen.again();",
            "? Optional.empty() : Optional.<AskedWork>empty();"),
        mistake(
            "the work is noted whatever was written meanwhile",
            "LeaseRecord next = other.isPresent() ? seen.askedFor(work)",
            "if (other.isPresent()) { store.replace(store.read(), seen.askedFor(work));"
                + " return other.get(); }"
                + " LeaseRecord next = other.isPresent() ? seen.askedFor(work)"),
        mistake(
            "a refused run leaves nothing",
            "LeaseRecord next = other.isPresent() ? seen.askedFor(work)",
            "LeaseRecord next = other.isPresent() ? seen"),
        mistake(
            "the release is not conditional",
            ": seen.until(Instant.EPOCH); if (store.replace(seen, next)) {",
            ": seen.until(Instant.EPOCH); if (store.replace(store.read(), next)) {"),
        mistake(
            "a held lease is taken",
            "if (seen.isHeld(now)) {",
            "if (seen.isHeld(now) && now == null) {"),
        mistake(
            "a lease lasts for five minutes",
            "Duration LEASE = Duration.ofSeconds(60)",
            "Duration LEASE = Duration.ofSeconds(300)"));
  }

  private static SourceMutation mistake(String name, String text, String replacement) {
    return SourceMutation.of(name, PROTOCOL, text, replacement);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsFound(SourceMutation mistake) throws ReflectiveOperationException {
    assertThat(brokenPromise(mistake, TWO)).isPresent();
  }

  @Test
  void aFullSyncComesNextAfterItsFirstRequest() throws ReflectiveOperationException {
    assertThat(new LeaseInterleavings().brokenPromise(WITH_FULL, WORLDS)).isEmpty();
    SourceMutation mistake =
        mistake(
            "the ticket of a full sync is ignored",
            "return first.map(ticket -> new Held(",
            "return Optional.<SyncTicket>empty().map(ticket -> new Held(");
    Object all = mutated(mistake);
    assertThat(
            (Optional<?>)
                all.getClass()
                    .getMethod("brokenPromise", List.class, int.class)
                    .invoke(all, WITH_FULL, WORLDS))
        .isPresent();
  }

  private static Optional<?> brokenPromise(SourceMutation mistake, List<String> runs)
      throws ReflectiveOperationException {
    Object all = mutated(mistake);
    return (Optional<?>) all.getClass().getMethod("brokenPromise", List.class).invoke(all, runs);
  }

  private static Object mutated(SourceMutation mistake) throws ReflectiveOperationException {
    return MutatedClasses.of(mistake.type(), mistake.text())
        .loadClass(LeaseInterleavings.class.getName())
        .getConstructor()
        .newInstance();
  }
}
