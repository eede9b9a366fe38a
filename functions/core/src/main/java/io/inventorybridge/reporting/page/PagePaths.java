// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.StagedReports;
import io.inventorybridge.shopsync.full.ReportingFullSync;
import java.util.Optional;

/** The keys of pages in the bucket, and of the files they are made from. */
public final class PagePaths {
  public static final String INDEX = "reports/index.html";
  private static final String REPORTS = "reports/";
  private static final String SYNCS = "syncs/";
  private static final String HTML = ".html";
  private static final String JSON = ".json";
  private static final String MORNING = "morning/";
  private static final String SUMMARY = "/summary.json";

  private PagePaths() {}

  /** The page of a delivery; the page of its original for a backfill. */
  public static String delivery(DeliveryId delivery) {
    return REPORTS + delivery.original() + HTML;
  }

  /** The page of an edition that the brake held, relative to the index. */
  public static String stagedLink(InputEdition staged) {
    return StagedReports.page(staged.stagedKey()).substring(REPORTS.length());
  }

  public static String sync(String run) {
    return SYNCS + run + HTML;
  }

  /** The index entry of a run, stored with its page. */
  public static String syncEntry(String run) {
    return SYNCS + run + JSON;
  }

  /** The prefix of the pages of syncs. */
  public static String syncs() {
    return SYNCS;
  }

  /** The page of a key that a delivery's page explains, by its position in the list. */
  public static String explanation(DeliveryId delivery, int place) {
    return REPORTS + explanationLink(delivery, place);
  }

  /** The same page, relative to the delivery's page. */
  public static String explanationLink(DeliveryId delivery, int place) {
    return "%s/key-%02d.html".formatted(delivery, place);
  }

  /** The delivery whose comparison is stored under a key; empty for any other key. */
  public static Optional<DeliveryId> compared(String key) {
    if (!key.startsWith(MORNING) || !key.endsWith(SUMMARY)) {
      return Optional.empty();
    }
    return Optional.of(key.substring(MORNING.length(), key.length() - SUMMARY.length()))
        .filter(DeliveryId::isDeliveryId)
        .map(DeliveryId::new);
  }

  /** The run whose report is stored under a key; empty for any other key. */
  public static Optional<String> synced(String key) {
    String reports = ReportingFullSync.key("");
    return key.startsWith(reports) && key.endsWith(JSON)
        ? Optional.of(key.substring(reports.length(), key.length() - JSON.length()))
        : Optional.empty();
  }
}
