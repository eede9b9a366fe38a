// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.AlreadyThere;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.FileStore.Created;
import java.util.Map;
import java.util.Optional;

/** The store of manifests, reports and notes of deliveries in the bucket. Thread-safe. */
public final class DeliveryDocuments {
  private final FileStore files;
  private final DeliveryFormat documents;

  public DeliveryDocuments(FileStore files, DeliveryFormat documents) {
    this.files = files;
    this.documents = documents;
  }

  /** Reads the manifest of a delivery; empty before it is cut. */
  public Optional<DeliveryManifest> manifest(DeliveryId delivery) {
    return files.read(BucketLayout.manifest(delivery)).map(documents::readManifest);
  }

  /** Decides the cut of a delivery. The first manifest stands; every caller gets that one. */
  public DeliveryManifest createManifest(DeliveryManifest manifest) {
    String key = BucketLayout.manifest(manifest.delivery());
    return switch (files.create(key, Content.of(documents.write(manifest)), Map.of())) {
      case Created created -> manifest;
      case AlreadyThere there -> manifest(manifest.delivery()).orElseThrow();
    };
  }

  /** Stores a report and replaces an earlier one. */
  public DeliveryReport saveReport(DeliveryReport report) {
    files.put(report.key(), Content.of(documents.write(report)), Map.of());
    return report;
  }

  /** Stores the note of a held delivery. */
  public void saveHeldNote(DeliveryRecord record) {
    files.put(BucketLayout.held(record.id()), Content.of(documents.writeHeld(record)), Map.of());
  }
}
