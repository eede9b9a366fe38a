// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.full;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.WithoutDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the full sync whether tonight's deliveries are settled, and when to stop waiting. */
public final class AwaitingDelivery {
  /** The full sync does not wait for a source that dropped nothing for longer. */
  private static final Duration EXPECTED = Duration.ofDays(7);

  /** An upload more than this long before the start of the sync belongs to an earlier night. */
  private static final Duration TONIGHT = Duration.ofHours(18);

  private final DeliveryRepository deliveries;
  private final Supplier<PublishSettings> settings;

  public AwaitingDelivery(DeliveryRepository deliveries, Supplier<PublishSettings> settings) {
    this.deliveries = deliveries;
    this.settings = settings;
  }

  /** The next action of the full sync. */
  public sealed interface Answer {
    /**
     * One sentence for each source that the sync waits or waited for, in the order of the sources.
     */
    List<String> missing();
  }

  /** Every source's delivery is settled. */
  public record Ready() implements Answer {
    @Override
    public List<String> missing() {
      return List.of();
    }
  }

  /** The sync waits and asks again. */
  public record Wait(List<String> missing) implements Answer {}

  /** The deadline has passed, and by the setting the sync continues with the present stock. */
  public record Proceed(List<String> missing) implements Answer {}

  /** The deadline has passed, and by the setting the sync leaves the shop unchanged. */
  public record Stop(List<String> missing) implements Answer {}

  /**
   * Checks the newest delivery of each source.
   *
   * @param began when the full sync began
   */
  public Answer check(Instant began, Instant now) {
    List<String> missing = missing(began);
    if (missing.isEmpty()) {
      return new Ready();
    }
    if (now.isBefore(began.plus(settings.get().fullSyncDeadline()))) {
      return new Wait(missing);
    }
    return settings.get().withoutDelivery() == WithoutDelivery.GO_ON
        ? new Proceed(missing)
        : new Stop(missing);
  }

  /**
   * Lists the sources without a settled delivery of the night before the given time, one sentence
   * each. A source that never dropped anything, or not for long, is not expected to.
   */
  public List<String> missing(Instant moment) {
    return deliveries.sources().stream()
        .flatMap(source -> missing(source, moment).stream())
        .toList();
  }

  private Optional<String> missing(String source, Instant began) {
    List<DeliveryRecord> dropped = new ArrayList<>(deliveries.ofSource(source));
    dropped.removeIf(
        it ->
            it.kind() == DeliveryManifest.DeliveryKind.CORRECTION
                || it.status() == Status.REFUSED
                || it.isVoid()
                || it.uploaded().isBefore(began.minus(EXPECTED)));
    if (dropped.isEmpty()) {
      return Optional.empty();
    }
    DeliveryRecord newest =
        dropped.stream().max(Comparator.comparing(DeliveryRecord::uploaded)).orElseThrow();
    if (newest.uploaded().isBefore(began.minus(TONIGHT))) {
      return Optional.of(
          "source %s: nothing since %s, uploaded at %s"
              .formatted(source, newest.id(), newest.uploaded()));
    }
    // A running delivery may also be an older one that an operator released.
    return dropped.stream()
        .filter(it -> !it.uploaded().isBefore(began.minus(TONIGHT)))
        .filter(it -> it.status() != Status.SETTLED)
        .filter(it -> it.releasedAs().isEmpty())
        .findFirst()
        .map(it -> "source %s: %s is %s".formatted(source, it.id(), it.status()));
  }
}
