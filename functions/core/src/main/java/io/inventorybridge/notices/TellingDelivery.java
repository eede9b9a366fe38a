// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.Manifest.Kind;
import io.inventorybridge.notices.Links.Link;
import io.inventorybridge.page.PageKeys;
import io.inventorybridge.page.delivery.DeliveryMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a notice about a delivery that has ended or waits for an operator: a {@link
 * DeliveryMessage} with a link to its page. Backfills are only reported after a failure. The page
 * is written at the same event, so it may appear a little later than the link.
 */
public final class TellingDelivery {
  private final DeliveryMessage message;
  private final Links links;
  private final Deliveries deliveries;
  private final Notices notices;
  private final Figures figures;

  public TellingDelivery(
      DeliveryMessage message,
      Links links,
      Deliveries deliveries,
      Notices notices,
      Figures figures) {
    this.message = message;
    this.links = links;
    this.deliveries = deliveries;
    this.notices = notices;
    this.figures = figures;
  }

  /** The result for a report. */
  public sealed interface Outcome {}

  public record Told(Notice notice) implements Outcome {}

  /** The delivery is still running, or needs no notice. */
  public record Quiet() implements Outcome {}

  /**
   * Checks a file and sends a notice if it needs one.
   *
   * @param key of a file that was written
   */
  public Outcome look(String key) {
    Optional<DeliveryId> again = BucketKeys.reportedAgain(key);
    Optional<DeliveryRecord> record =
        again.or(() -> BucketKeys.reported(key)).flatMap(deliveries::find);
    if (record.isEmpty()) {
      return new Quiet();
    }
    return again.isPresent() ? tellOfSecondUpload(record.get(), key) : tell(record.get(), key);
  }

  private Outcome tellOfSecondUpload(DeliveryRecord first, String key) {
    figures.count(Map.of("DeliveriesDropped", 1L));
    Link page = page(first);
    return tell(
        new Notice(
            subject("dropped again", first.id()),
            message.again(first, key, page.address(), page.until())));
  }

  private Outcome tell(DeliveryRecord record, String key) {
    boolean wrong = record.status() == Status.HELD || record.status() == Status.QUARANTINED;
    boolean ended = record.status() == Status.SETTLED || record.status() == Status.REFUSED;
    if (!wrong && (!ended || record.kind() == Kind.BACKFILL)) {
      return new Quiet();
    }
    figures.count(counts(record));
    Link page = page(record);
    return tell(
        new Notice(
            subject(record.status().name(), record.id()),
            message.of(record, deliveries.parts(record.id()), key, page.address(), page.until())));
  }

  private Link page(DeliveryRecord record) {
    return links.to(PageKeys.delivery(record.id()));
  }

  private Outcome tell(Notice notice) {
    notices.tell(notice);
    return new Told(notice);
  }

  private static Map<String, Long> counts(DeliveryRecord record) {
    Map<String, Long> counts = new LinkedHashMap<>();
    switch (record.status()) {
      case SETTLED -> {
        counts.put("DeliveriesSettled", 1L);
        counts.put("RowsRead", record.rows().read());
        counts.put("RowsKept", record.rows().kept());
        counts.put("RowsRejected", record.rows().rejectedRows());
      }
      case HELD -> counts.put("DeliveriesHeld", 1L);
      case QUARANTINED -> counts.put("DeliveriesQuarantined", 1L);
      case REFUSED -> counts.put("DeliveriesRefused", 1L);
      case RUNNING, RELEASED -> {
        // No notice is sent.
      }
    }
    return counts;
  }

  private static String subject(String how, DeliveryId id) {
    String subject = "Inventory delivery " + how + ": " + id;
    return subject.substring(0, Math.min(subject.length(), Notice.LONGEST));
  }
}
