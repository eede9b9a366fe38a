// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.filter.DeltaFilter;
import io.inventorybridge.delivery.filter.SpreadsheetCopy;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Publishes a cut delivery: it copies the parts from the staging prefix to {@code reset/}, where
 * each part starts its processing. Parts that exist are left alone, so the copying may be repeated.
 */
public final class PartPublisher {
  /** The name of the staged rejects. */
  public static final String REJECTS = "rejects.csv";

  // Metadata of the rejects of a held file.
  private static final String OF_HELD = "held";

  private final FileStore files;
  private final DeliveryRepository deliveries;

  public PartPublisher(FileStore files, DeliveryRepository deliveries) {
    this.files = files;
    this.deliveries = deliveries;
  }

  public void send(DeliveryManifest manifest) {
    String rejects = BucketLayout.rejects(manifest.delivery());
    // The rejects of a held file may have been judged by an older catalog.
    if (files.find(rejects).filter(file -> !file.metadata().containsKey(OF_HELD)).isEmpty()) {
      files.copy(
          required(manifest.staging() + REJECTS),
          rejects,
          rejectMetadata(manifest.delivery(), manifest.snapshot(), false));
    }
    if (manifest.rejectedKeys().named() > 0) {
      copyMissing(
          manifest.staging() + DeltaFilter.REJECTED_KEYS,
          BucketLayout.rejectedKeys(manifest.delivery()),
          Map.of());
    }
    if (manifest.rows().rejected().values().stream().anyMatch(rows -> rows > 0)) {
      storeSpreadsheet(manifest);
    }
    for (DeliveryManifest.Part part : manifest.parts()) {
      // Written before the event, so that the settlement of the part finds its record.
      deliveries.create(PartRecord.pending(manifest.delivery(), part));
    }
    for (DeliveryManifest.Part part : manifest.parts()) {
      copyMissing(
          manifest.staging() + part.name(),
          BucketLayout.reset(manifest.delivery(), part.name()),
          metadata(manifest.delivery(), part, 1));
    }
  }

  private void storeSpreadsheet(DeliveryManifest manifest) {
    String key = BucketLayout.rejectsSpreadsheet(manifest.delivery());
    if (files.find(key).isPresent()) {
      return;
    }
    try (InputStream rejects = files.open(required(manifest.staging() + REJECTS))) {
      storeSpreadsheet(files, manifest.delivery(), rejects);
    } catch (IOException e) {
      throw new StorageFailure("writing " + key, e);
    }
  }

  /** Stores the copy of rejected rows for people. */
  static void storeSpreadsheet(FileStore files, DeliveryId delivery, InputStream rejects)
      throws IOException {
    Path copy = Files.createTempFile("rejects", ".csv");
    try {
      try (OutputStream out = Files.newOutputStream(copy)) {
        SpreadsheetCopy.write(rejects, out, BucketLayout.rejects(delivery));
      }
      files.put(BucketLayout.rejectsSpreadsheet(delivery), Content.of(copy), Map.of());
    } finally {
      Files.delete(copy);
    }
  }

  /** Sends the event of a part again, with the next attempt's number. */
  void sendAgain(DeliveryId delivery, DeliveryManifest.Part part) {
    String key = BucketLayout.reset(delivery, part.name());
    StoredFile file = required(key);
    int attempt = Integer.parseInt(file.metadata().getOrDefault(BucketLayout.ATTEMPT, "1"));
    files.copy(file, key, metadata(delivery, part, attempt + 1));
  }

  /** The metadata of a rejects file, so that it can be dropped again as it is. */
  static Map<String, String> rejectMetadata(
      DeliveryId delivery, SnapshotTime snapshot, boolean held) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(BucketLayout.DELIVERY, delivery.value());
    metadata.put(BucketLayout.SNAPSHOT_TIME, snapshot.at().toString());
    if (held) {
      metadata.put(OF_HELD, "true");
    }
    return metadata;
  }

  private static Map<String, String> metadata(
      DeliveryId delivery, DeliveryManifest.Part part, int attempt) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(BucketLayout.DELIVERY, delivery.value());
    metadata.put(BucketLayout.PART, part.name().toString());
    metadata.put(BucketLayout.SHA256, part.sha256());
    metadata.put(BucketLayout.ROWS, Long.toString(part.rows()));
    metadata.put(BucketLayout.ATTEMPT, Integer.toString(attempt));
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
