// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.masterdata.catalog.CatalogSnapshot;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The online products of the last two catalog snapshots, kept between the invocations of a warm
 * function: a change of the catalog compares two. Thread-safe.
 */
final class CatalogSnapshotCache {
  private static final int KEPT = 2;

  private final Map<String, OnlineCatalog> kept = new LinkedHashMap<>();

  /** The online products of a snapshot, by its version. */
  synchronized OnlineCatalog get(FileStore files, String version) {
    if (version.equals(OnlineCatalog.EMPTY.version())) {
      return OnlineCatalog.EMPTY;
    }
    OnlineCatalog there = kept.remove(version);
    OnlineCatalog catalog = there == null ? read(files, version) : there;
    kept.put(version, catalog);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return catalog;
  }

  private static OnlineCatalog read(FileStore files, String version) {
    String key = CatalogSnapshot.key(version);
    StoredFile file =
        files
            .find(key)
            .orElseThrow(
                () -> new IllegalStateException(key + " is missing; import the catalog again"));
    try {
      return OnlineCatalog.read(version, files.open(file));
    } catch (IOException e) {
      throw new StorageFailure("reading " + key, e);
    }
  }
}
