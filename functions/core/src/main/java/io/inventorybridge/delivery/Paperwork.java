// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.files.Files;
import io.inventorybridge.files.Files.AlreadyThere;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.files.Files.Created;
import java.util.Map;
import java.util.Optional;

/** The store of manifests, reports and notes of deliveries in the bucket. Thread-safe. */
public final class Paperwork {
  private final Files files;
  private final DeliveryDocuments documents;

  public Paperwork(Files files, DeliveryDocuments documents) {
    this.files = files;
    this.documents = documents;
  }

  /** Reads the manifest of a delivery; empty before it is cut. */
  public Optional<Manifest> manifest(DeliveryId delivery) {
    return files.read(BucketKeys.manifest(delivery)).map(documents::readManifest);
  }

  /** Decides the cut of a delivery. The first manifest stands; every caller gets that one. */
  public Manifest decide(Manifest manifest) {
    String key = BucketKeys.manifest(manifest.delivery());
    return switch (files.create(key, Content.of(documents.write(manifest)), Map.of())) {
      case Created created -> manifest;
      case AlreadyThere there -> manifest(manifest.delivery()).orElseThrow();
    };
  }

  /** Stores a report and replaces an earlier one. */
  public DeliveryReport keep(DeliveryReport report) {
    files.put(report.key(), Content.of(documents.write(report)), Map.of());
    return report;
  }

  /** Stores the note of a held delivery. */
  public void keepHeld(DeliveryRecord record) {
    files.put(BucketKeys.held(record.id()), Content.of(documents.writeHeld(record)), Map.of());
  }
}
