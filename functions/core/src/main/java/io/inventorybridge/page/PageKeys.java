// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.sync.full.ReportingFullSync;
import java.util.Optional;

/** Where pages lie in the bucket, and which files they are made of. */
public final class PageKeys {
  public static final String INDEX = "reports/index.html";
  private static final String REPORTS = "reports/";
  private static final String SYNCS = "syncs/";
  private static final String HTML = ".html";
  private static final String JSON = ".json";
  private static final String MORNING = "morning/";
  private static final String SUMMARY = "/summary.json";

  private PageKeys() {}

  /** The page that tells of a delivery: of a backfill, that of the delivery it reads once more. */
  public static String delivery(DeliveryId delivery) {
    return REPORTS + delivery.original() + HTML;
  }

  public static String sync(String run) {
    return SYNCS + run + HTML;
  }

  /** What the index says of a run, beside its page. */
  public static String syncEntry(String run) {
    return SYNCS + run + JSON;
  }

  /** Where the pages of syncs lie. */
  public static String syncs() {
    return SYNCS;
  }

  /** One of the keys that a delivery's page explains, by its place in the list. */
  public static String explanation(DeliveryId delivery, int place) {
    return REPORTS + explanationLink(delivery, place);
  }

  /** The same as seen from the delivery's page. */
  public static String explanationLink(DeliveryId delivery, int place) {
    return "%s/key-%02d.html".formatted(delivery, place);
  }

  /** The delivery whose morning's figures lie under a key; empty for any other key. */
  public static Optional<DeliveryId> compared(String key) {
    if (!key.startsWith(MORNING) || !key.endsWith(SUMMARY)) {
      return Optional.empty();
    }
    return Optional.of(key.substring(MORNING.length(), key.length() - SUMMARY.length()))
        .filter(DeliveryId::isDeliveryId)
        .map(DeliveryId::new);
  }

  /** The run whose report lies under a key; empty for any other key. */
  public static Optional<String> synced(String key) {
    String reports = ReportingFullSync.key("");
    return key.startsWith(reports) && key.endsWith(JSON)
        ? Optional.of(key.substring(reports.length(), key.length() - JSON.length()))
        : Optional.empty();
  }
}
