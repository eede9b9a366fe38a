// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.reporting.notifications.LinkSigner.Link;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.reporting.page.delivery.DeliveryMessage;
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
  private final LinkSigner links;
  private final DeliveryRepository deliveries;
  private final NotificationSender notificationSender;
  private final MetricSink metricSink;

  public TellingDelivery(
      DeliveryMessage message,
      LinkSigner links,
      DeliveryRepository deliveries,
      NotificationSender notificationSender,
      MetricSink metricSink) {
    this.message = message;
    this.links = links;
    this.deliveries = deliveries;
    this.notificationSender = notificationSender;
    this.metricSink = metricSink;
  }

  /** The result for a report. */
  public sealed interface NotificationOutcome {}

  public record NoticeSent(NotificationMessage notice) implements NotificationOutcome {}

  /** The delivery is still running, or needs no notice. */
  public record NoNotice() implements NotificationOutcome {}

  /**
   * Checks a file and sends a notice if it needs one.
   *
   * @param key of a file that was written
   */
  public NotificationOutcome run(String key) {
    Optional<DeliveryId> again = BucketLayout.deliveryOfDuplicateReport(key);
    Optional<DeliveryRecord> record =
        again.or(() -> BucketLayout.deliveryOfReport(key)).flatMap(deliveries::find);
    if (record.isEmpty()) {
      return new NoNotice();
    }
    return again.isPresent() ? sendForDuplicate(record.get(), key) : send(record.get(), key);
  }

  private NotificationOutcome sendForDuplicate(DeliveryRecord first, String key) {
    metricSink.count(Map.of("DeliveriesDropped", 1L));
    Link page = page(first);
    return send(
        new NotificationMessage(
            subject("dropped again", first.id()),
            message.again(first, key, page.address(), page.until())));
  }

  private NotificationOutcome send(DeliveryRecord record, String key) {
    boolean wrong = record.status() == Status.HELD || record.status() == Status.QUARANTINED;
    boolean ended =
        record.status() == Status.SETTLED
            || record.status() == Status.REFUSED
            || isUndoneByName(record);
    if (!wrong && (!ended || record.kind() == DeliveryKind.BACKFILL)) {
      return new NoNotice();
    }
    metricSink.count(counts(record));
    Link page = page(record);
    return send(
        new NotificationMessage(
            subject(record.status().name(), record.id()),
            message.of(record, deliveries.parts(record.id()), key, page.address(), page.until())));
  }

  // Of the deliveries that came along the notice of the named one tells.
  private static boolean isUndoneByName(DeliveryRecord record) {
    return record.status() == Status.UNDONE
        && record.undo().filter(undo -> undo.of().equals(record.id())).isPresent();
  }

  private Link page(DeliveryRecord record) {
    return links.to(PagePaths.delivery(record.id()));
  }

  private NotificationOutcome send(NotificationMessage notice) {
    notificationSender.send(notice);
    return new NoticeSent(notice);
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
      case UNDONE -> counts.put("DeliveriesUndone", 1L);
      case RUNNING, RELEASED, UNDOING -> {
        // No notice is sent.
      }
    }
    return counts;
  }

  private static String subject(String how, DeliveryId id) {
    String subject = "Inventory delivery " + how + ": " + id;
    return subject.substring(0, Math.min(subject.length(), NotificationMessage.LONGEST));
  }
}
