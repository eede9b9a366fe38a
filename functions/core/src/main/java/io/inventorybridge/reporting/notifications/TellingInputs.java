// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import io.inventorybridge.masterdata.editions.EditionLog;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.StagedReports;
import io.inventorybridge.reporting.notifications.LinkSigner.Link;
import io.inventorybridge.reporting.notifications.TellingDelivery.NoNotice;
import io.inventorybridge.reporting.notifications.TellingDelivery.NoticeSent;
import io.inventorybridge.reporting.notifications.TellingDelivery.NotificationOutcome;
import io.inventorybridge.reporting.page.input.StagedInputMessage;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a notice about an edition that the brake held, and counts it for the alarm. The page is
 * written at the same event, so it may appear a little later than the link.
 */
public final class TellingInputs {
  private final StagedInputMessage message;
  private final LinkSigner links;
  private final EditionLog log;
  private final NotificationSender notificationSender;
  private final MetricSink metricSink;

  public TellingInputs(
      StagedInputMessage message,
      LinkSigner links,
      EditionLog log,
      NotificationSender notificationSender,
      MetricSink metricSink) {
    this.message = message;
    this.links = links;
    this.log = log;
    this.notificationSender = notificationSender;
    this.metricSink = metricSink;
  }

  /**
   * Sends a notice about the staged edition of a document.
   *
   * @param key of the document
   */
  public NotificationOutcome run(String key) {
    Optional<InputEdition> staged = log.reported(key).filter(InputEdition::isStaged);
    if (staged.isEmpty()) {
      return new NoNotice();
    }
    metricSink.count(Map.of("InputsStaged", 1L));
    Link page = links.to(StagedReports.page(key));
    NotificationMessage notice =
        new NotificationMessage(
            "Inventory input STAGED: %s %s".formatted(staged.get().kind(), staged.get().id()),
            message.of(staged.get(), page.address(), page.until()));
    notificationSender.send(notice);
    return new NoticeSent(notice);
  }
}
