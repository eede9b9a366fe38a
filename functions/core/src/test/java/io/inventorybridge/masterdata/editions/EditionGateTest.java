// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.masterdata.editions.DecidingInputs.Impossible;
import io.inventorybridge.masterdata.editions.DecidingInputs.InputDecision;
import io.inventorybridge.masterdata.editions.DecidingInputs.Released;
import io.inventorybridge.masterdata.editions.DecidingInputs.Restored;
import io.inventorybridge.masterdata.editions.EditionGate.GateOutcome;
import io.inventorybridge.masterdata.editions.EditionGate.LetIn;
import io.inventorybridge.masterdata.editions.EditionGate.ProposedEdition;
import io.inventorybridge.masterdata.editions.EditionGate.ReplacedBefore;
import io.inventorybridge.masterdata.editions.EditionGate.StagedEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputEdition.EditionStatus;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.InMemoryFileStore;
import io.inventorybridge.support.files.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Editions of a word: the set in force is the word that the file in force holds. */
class EditionGateTest {
  private static final BrakeFinding PASSED = BrakeFinding.notAsked("nothing is published");
  private static final BrakeFinding HELD = PASSED.held("40 of 40 pairs would fall to 0");

  private Instant now = Instant.parse("2026-11-23T07:00:00Z");
  private final InstantSource clock = () -> now;
  private final FileStore files = new InMemoryFileStore(clock.withZone(ZoneOffset.UTC));
  private final EditionGate gate = InMemoryEditionListFormat.gate(files, clock);
  private final DecidingInputs deciding = new DecidingInputs(gate, words(), clock);
  private BrakeFinding finding = PASSED;

  @Test
  void anEditionThatTheBrakeHoldsIsInForceNowhere() {
    drop("good");
    finding = HELD;
    GateOutcome outcome = drop("bad");

    assertThat(outcome).isInstanceOf(StagedEdition.class);
    assertThat(inForce()).isEqualTo("good");
    assertThat(statuses()).containsExactly("bad STAGED", "good IN_FORCE");
    assertThat(files.list("reports/imports/staged/rules-"))
        .extracting(StoredFile::key)
        .containsExactly(
            "reports/imports/staged/rules-20261123T070200Z-" + digest("bad") + ".json");
  }

  @Test
  void theNextEditionReplacesTheStagedOne() {
    drop("good");
    finding = HELD;
    ProposedEdition bad = proposed("bad");
    propose(bad);
    finding = PASSED;
    drop("better");

    assertThat(statuses()).containsExactly("better IN_FORCE", "bad REPLACED", "good REPLACED");
    assertThat(release("RULES")).isEqualTo("no edition of RULES is staged; see the list of inputs");
    assertThat(propose(bad)).as("its event again").isInstanceOf(ReplacedBefore.class);
    assertThat(inForce()).isEqualTo("better");
  }

  @Test
  void theSameContentDroppedAgainWithinASecondIsInForceAgain() {
    drop("good");
    now = now.plusMillis(100);
    propose(proposed("other"));
    now = now.plusMillis(100);
    propose(proposed("good"));

    assertThat(inForce()).isEqualTo("good");
    assertThat(statuses()).containsExactly("good IN_FORCE", "other REPLACED");
  }

  @Test
  void aStagedEditionIsReleasedOnce() {
    drop("good");
    finding = HELD;
    ProposedEdition bad = proposed("bad");
    propose(bad);

    assertThat(deciding.release("rules")).isInstanceOf(Released.class);
    assertThat(inForce()).isEqualTo("bad");
    assertThat(statuses()).containsExactly("bad IN_FORCE", "good REPLACED");
    assertThat(gate.log().editions(InputKind.RULES).getFirst().released()).isTrue();
    assertThat(propose(bad)).as("its event again").isInstanceOf(LetIn.class);
    assertThat(release("RULES")).isEqualTo("no edition of RULES is staged; see the list of inputs");
  }

  @Test
  void anEventThatComesTwiceAtOnceAndIsJudgedTwiceIsInForceOnce() {
    drop("good");
    ProposedEdition other = proposed("other");
    GateOutcome held =
        gate.propose(
            other,
            () -> {
              propose(other);
              return HELD;
            },
            () -> true);

    assertThat(held).isInstanceOf(LetIn.class);
    assertThat(inForce()).isEqualTo("other");
    assertThat(statuses()).containsExactly("other IN_FORCE", "good REPLACED");
    assertThat(files.list("reports/imports/staged/")).isEmpty();
  }

  @Test
  void anEditionThatIsInForceIsNotStagedByALateAttemptOfItsEvent() {
    drop("good");
    ProposedEdition other = proposed("other");
    gate.propose(
        other,
        () -> PASSED,
        () -> {
          gate.propose(other, () -> HELD, () -> true);
          activate(other.content(), other.importVersion());
          return true;
        });

    assertThat(statuses()).containsExactly("other IN_FORCE", "good REPLACED");
    assertThat(gate.log().editions(InputKind.RULES).getFirst().finding()).isEqualTo(PASSED);
  }

  @Test
  void anOldEditionIsRestoredAsANewOneByTheSameBrake() {
    drop("good");
    drop("other");
    String good = gate.log().editions(InputKind.RULES).getLast().id();

    assertThat(deciding.restore(good)).isInstanceOf(Restored.class);
    assertThat(inForce()).isEqualTo("good");
    assertThat(statuses()).containsExactly("good IN_FORCE", "other REPLACED", "good REPLACED");
    assertThat(gate.log().editions(InputKind.RULES).getFirst().origin())
        .isEqualTo(EditionOrigin.RESTORED);

    String other = gate.log().editions(InputKind.RULES).get(1).id();
    finding = HELD;
    now = now.plus(Duration.ofMinutes(1));
    Restored staged = (Restored) deciding.restore(other);
    assertThat(staged.report().status()).isEqualTo(ImportReport.Status.STAGED);
    assertThat(inForce()).isEqualTo("good");
    assertThat(deciding.release("RULES")).isInstanceOf(Released.class);
    assertThat(inForce()).isEqualTo("other");
  }

  @Test
  void aDecisionThatCannotBeSaysWhy() {
    drop("good");
    String good = gate.log().editions(InputKind.RULES).getFirst().id();

    assertThat(release("PRICES"))
        .isEqualTo("'PRICES' is not an input; release one of CATALOG, FACILITIES, RULES, SETTINGS");
    assertThat(release("CATALOG"))
        .isEqualTo("no edition of CATALOG is staged; see the list of inputs");
    assertThat(deciding.restore("20260101T000000Z-0123456789ab"))
        .isEqualTo(
            new Impossible(
                "there is no edition '20260101T000000Z-0123456789ab'; see the list of inputs"));
    assertThat(deciding.restore(good))
        .isEqualTo(new Impossible("edition " + good + " is in force already"));
    finding = HELD;
    drop("bad");
    String bad = gate.log().editions(InputKind.RULES).getFirst().id();
    assertThat(deciding.restore(bad))
        .isEqualTo(new Impossible("edition " + bad + " is staged; release RULES instead"));
  }

  @Test
  void tenEditionsAreKeptAndTheOneInForceWhateverItsAge() {
    drop("first");
    finding = HELD;
    for (int n = 1; n <= 15; n++) {
      drop("bad " + n);
    }

    assertThat(statuses()).hasSize(11).startsWith("bad 15 STAGED").endsWith("first IN_FORCE");
    assertThat(files.list("inputs/rules/2")).as("their contents").hasSize(11);
    assertThat(inForce()).isEqualTo("first");
  }

  @Test
  void theSameContentAgainTakesThePlaceOfItsEdition() {
    drop("good");
    drop("good");
    assertThat(statuses()).containsExactly("good IN_FORCE");
    assertThat(files.list("inputs/rules/2")).hasSize(1);

    finding = HELD;
    drop("bad");
    drop("bad");
    assertThat(statuses()).containsExactly("bad STAGED", "good IN_FORCE");
    assertThat(files.list("reports/imports/staged/")).as("people are told once").hasSize(1);
  }

  @Test
  void anInterruptedStepIsCompletedByItsRepetition() {
    drop("good");
    ProposedEdition next = proposed("next");
    // The set came in force; the process died before it wrote the log.
    activate(next.content(), next.importVersion());
    assertThat(statuses()).containsExactly("good REPLACED");

    finding = HELD;
    assertThat(propose(next)).isInstanceOf(LetIn.class);
    assertThat(statuses()).containsExactly("next IN_FORCE", "good REPLACED");
  }

  @Test
  void aReleaseThatDiedBeforeItsLogIsCompletedByItsRepetition() {
    drop("good");
    finding = HELD;
    ProposedEdition bad = proposed("bad");
    propose(bad);
    // The set came in force; the process died before it wrote the log.
    activate(bad.content(), bad.importVersion());

    assertThat(deciding.release("RULES")).isInstanceOf(Released.class);
    assertThat(gate.log().editions(InputKind.RULES).getFirst().released()).isTrue();
    assertThat(release("RULES")).isEqualTo("no edition of RULES is staged; see the list of inputs");
  }

  @Test
  void inAnyOrderOfDecisionsOneEditionIsInForceAndAtMostOneIsStaged() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      for (int step = 0; step < 12; step++) {
        finding = random.nextInt(3) == 0 ? HELD : PASSED;
        List<InputEdition> editions = gate.log().editions(InputKind.RULES);
        now = now.plus(Duration.ofMinutes(1));
        switch (random.nextInt(4)) {
          case 0 -> deciding.release("RULES");
          case 1 ->
              deciding.restore(
                  editions.isEmpty() ? "none" : editions.get(random.nextInt(editions.size())).id());
          default -> drop("word " + random.nextInt(6));
        }
        List<InputEdition> after = gate.log().editions(InputKind.RULES);
        assertThat(after).filteredOn(InputEdition::isStaged).hasSizeLessThanOrEqualTo(1);
        assertThat(after)
            .as("seed %d step %d", seed, step)
            .filteredOn(it -> it.status() == EditionStatus.IN_FORCE)
            .hasSizeLessThanOrEqualTo(1)
            .allSatisfy(it -> assertThat(word(it)).isEqualTo(inForce()));
        assertThat(after)
            .allSatisfy(it -> assertThat(gate.log().content(it)).isPresent())
            .hasSizeLessThanOrEqualTo(EditionList.LISTED + 2);
      }
    }
  }

  private GateOutcome drop(String word) {
    now = now.plus(Duration.ofMinutes(1));
    return propose(proposed(word));
  }

  private ProposedEdition proposed(String word) {
    return new ProposedEdition(
        InputKind.RULES,
        "",
        new ImportVersion(now, ContentDigest.sha256(word.getBytes(UTF_8)), digest(word)),
        EditionOrigin.DROPPED,
        "rules/rules.csv",
        word.getBytes(UTF_8));
  }

  private GateOutcome propose(ProposedEdition edition) {
    return gate.propose(
        edition,
        () -> finding,
        () -> {
          activate(edition.content(), edition.importVersion());
          return true;
        });
  }

  private void activate(byte[] word, ImportVersion importVersion) {
    files.put(InputKind.RULES.inForceKey(""), Content.of(word), importVersion.metadata());
  }

  private Map<InputKind, RestorableInput> words() {
    Map<InputKind, RestorableInput> inputs = new EnumMap<>(InputKind.class);
    inputs.put(
        InputKind.RULES,
        new RestorableInput() {
          @Override
          public boolean release(InputEdition staged, byte[] content) {
            activate(content, staged.importVersion());
            return true;
          }

          @Override
          public ImportReport restore(InputEdition old, byte[] content, Instant at) {
            ImportVersion importVersion =
                new ImportVersion(at, old.importVersion().sha256(), old.importVersion().version());
            return propose(
                    new ProposedEdition(
                        InputKind.RULES,
                        "",
                        importVersion,
                        EditionOrigin.RESTORED,
                        old.id(),
                        content))
                .applied(ImportReport.restored("rules", old.id(), importVersion));
          }
        });
    return inputs;
  }

  private String release(String input) {
    InputDecision decision = deciding.release(input);
    return ((Impossible) decision).sentence();
  }

  private String inForce() {
    return new String(files.read(InputKind.RULES.inForceKey("")).orElseThrow(), UTF_8);
  }

  private List<String> statuses() {
    List<String> statuses = new ArrayList<>();
    gate.log()
        .editions(InputKind.RULES)
        .forEach(edition -> statuses.add(word(edition) + " " + edition.status()));
    return statuses;
  }

  private String word(InputEdition edition) {
    return new String(gate.log().content(edition).orElseThrow(), UTF_8);
  }

  private static String digest(String word) {
    return ContentDigest.sha256(word.getBytes(UTF_8)).substring(0, 12);
  }
}
