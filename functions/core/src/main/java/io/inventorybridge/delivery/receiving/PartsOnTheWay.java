// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.files.StoredFile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Publishes a cut delivery: it copies the parts from the staging prefix to {@code reset/}, where
 * each part starts its processing. Parts that exist are left alone, so the copying may be repeated.
 */
public final class PartsOnTheWay {
  /** The name of the staged rejects. */
  public static final String REJECTS = "rejects.csv";

  private final Files files;
  private final Deliveries deliveries;

  public PartsOnTheWay(Files files, Deliveries deliveries) {
    this.files = files;
    this.deliveries = deliveries;
  }

  public void send(Manifest manifest) {
    copyMissing(
        manifest.staging() + REJECTS,
        BucketKeys.rejects(manifest.delivery()),
        Map.of(
            BucketKeys.DELIVERY,
            manifest.delivery().value(),
            BucketKeys.SNAPSHOT_TIME,
            manifest.snapshot().at().toString()));
    for (Manifest.Part part : manifest.parts()) {
      // Written before the event, so that the settlement of the part finds its record.
      deliveries.create(PartRecord.pending(manifest.delivery(), part));
    }
    for (Manifest.Part part : manifest.parts()) {
      copyMissing(
          manifest.staging() + part.name(),
          BucketKeys.reset(manifest.delivery(), part.name()),
          metadata(manifest.delivery(), part, 1));
    }
  }

  /** Sends the event of a part again, with the next attempt's number. */
  void sendAgain(DeliveryId delivery, Manifest.Part part) {
    String key = BucketKeys.reset(delivery, part.name());
    StoredFile file = required(key);
    int attempt = Integer.parseInt(file.metadata().getOrDefault(BucketKeys.ATTEMPT, "1"));
    files.copy(file, key, metadata(delivery, part, attempt + 1));
  }

  private static Map<String, String> metadata(
      DeliveryId delivery, Manifest.Part part, int attempt) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(BucketKeys.DELIVERY, delivery.value());
    metadata.put(BucketKeys.PART, part.name().toString());
    metadata.put(BucketKeys.SHA256, part.sha256());
    metadata.put(BucketKeys.ROWS, Long.toString(part.rows()));
    metadata.put(BucketKeys.ATTEMPT, Integer.toString(attempt));
    return metadata;
  }

  private void copyMissing(String from, String to, Map<String, String> metadata) {
    if (files.find(to).isEmpty()) {
      files.copy(required(from), to, metadata);
    }
  }

  private StoredFile required(String key) {
    return files
        .find(key)
        .orElseThrow(
            () ->
                new StorageFailure(
                    "finding " + key, new IllegalStateException("the file is not there")));
  }
}
