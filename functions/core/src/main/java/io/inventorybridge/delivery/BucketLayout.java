// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.CanonicalUpc;
import java.time.Instant;
import java.util.Optional;

/** The keys of a delivery's files in the bucket. */
public final class BucketLayout {
  public static final String INCOMING = "incoming/";
  public static final String RESET = "reset/";
  public static final String VARIANCE = "variance/";
  private static final String REPORTS = "reports/";
  private static final String JSON = ".json";
  private static final String AGAIN = ".duplicate-";

  /** Backfill requests, one for each delivery. */
  public static final String BACKFILL = "backfill/";

  /** Requests that the projection of orders of changed facilities continues. */
  public static final String FOLLOW_FACILITIES = BACKFILL + "facilities";

  /** Metadata of a drop: its snapshot time, ISO-8601 with offset. */
  public static final String SNAPSHOT_TIME = "snapshot-time";

  /** Metadata of a drop: {@code OPTION} when a command's option stated the snapshot time. */
  public static final String SNAPSHOT_TIME_FROM = "snapshot-time-from";

  /** Metadata of a reset part and of a rejects file: the delivery it belongs to. */
  public static final String DELIVERY = "delivery";

  /** Metadata of a reset part: its name, its SHA-256 and its number of rows. */
  public static final String PART = "part";

  public static final String SHA256 = "sha256";
  public static final String ROWS = "rows";

  /** Metadata of a reset part: 1, and one more with each retry. */
  public static final String ATTEMPT = "attempt";

  /** Metadata of a released drop: the held delivery and its first upload. */
  public static final String RELEASED_FROM = "released-from";

  public static final String UPLOADED_AT = "uploaded-at";

  private BucketLayout() {}

  public static String reset(DeliveryId delivery, PartName part) {
    return RESET + delivery + "/" + part;
  }

  public static String variance(DeliveryId delivery, PartName part) {
    return VARIANCE + delivery + "/" + part;
  }

  public static String manifest(DeliveryId delivery) {
    return "manifests/" + delivery + ".json";
  }

  public static String rejects(DeliveryId delivery) {
    return "rejects/" + delivery + ".csv";
  }

  /** The key of the copy of the rejects for people, which the bridge never reads. */
  public static String rejectsSpreadsheet(DeliveryId delivery) {
    return "rejects/" + delivery + "-spreadsheet.csv";
  }

  /** The key of the list of keys that unusable rows of an initial load name. */
  public static String rejectedKeys(DeliveryId delivery) {
    return "manifests/" + delivery + ".rejected-keys.csv";
  }

  public static String report(DeliveryId delivery) {
    return REPORTS + delivery + JSON;
  }

  /** Finds the delivery whose report has a key; empty for any other key. */
  public static Optional<DeliveryId> deliveryOfReport(String key) {
    if (!key.startsWith(REPORTS) || !key.endsWith(JSON)) {
      return Optional.empty();
    }
    String name = key.substring(REPORTS.length(), key.length() - JSON.length());
    return DeliveryId.isDeliveryId(name) ? Optional.of(new DeliveryId(name)) : Optional.empty();
  }

  /** Finds the delivery whose second upload is reported under a key; empty for any other key. */
  public static Optional<DeliveryId> deliveryOfDuplicateReport(String key) {
    int end = key.indexOf(AGAIN);
    return end < 0 ? Optional.empty() : deliveryOfReport(key.substring(0, end) + JSON);
  }

  /** The key of one of the files that operators read on the morning after the delivery. */
  public static String morning(DeliveryId delivery, String name) {
    return "morning/" + delivery + "/" + name;
  }

  /** The key of the report of a second upload of the same delivery. */
  public static String duplicateReport(DeliveryId first, Instant uploaded) {
    return REPORTS + first + AGAIN + DeliveryId.basic(uploaded) + JSON;
  }

  /** The key of a request to backfill a delivery to a version of catalog and facilities. */
  public static String backfillRequest(String version, DeliveryId original) {
    return BACKFILL + version + "/" + original;
  }

  /** The key of the report of the deliveries that a backfill requested. */
  public static String backfillReport(String version) {
    return "reports/backfill/" + version + ".json";
  }

  /** The key that records that an operator accepted a product without a baseline. */
  public static String accepted(CanonicalUpc upc) {
    return "accepted/" + upc;
  }

  public static String held(DeliveryId delivery) {
    return "held/" + delivery + "/held.json";
  }

  /** The key of the kept copy of a held delivery's file. */
  public static String heldOriginal(DeliveryId delivery, String name) {
    return "held/" + delivery + "/original/" + name;
  }

  /** The key of the kept copy of an accepted delivery's file. */
  public static String original(DeliveryId delivery, String name) {
    return "originals/" + delivery + "/" + name;
  }

  /** The prefix under which a run of the filter stages the parts it cut, ending in a slash. */
  public static String staging(DeliveryId delivery, String run) {
    return "staging/" + delivery + "/" + run + "/";
  }

  /** The prefix under which a held delivery is dropped again when it is released. */
  public static String released(DeliveryId delivery) {
    return INCOMING + delivery.source() + "/released/" + delivery;
  }
}
