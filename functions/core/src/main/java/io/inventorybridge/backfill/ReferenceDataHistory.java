// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.FacilityDirectoryFormat;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The history of reference data: all catalogs and facilities that were ever active, by the versions
 * of their content.
 */
public final class ReferenceDataHistory {
  /** The number of hex digits of either version. */
  private static final int DIGITS = 12;

  /** The directory before the first facilities. */
  static final FacilityDirectory NOBODY = FacilityDirectory.of(List.of());

  private final FileStore files;
  private final FacilityDirectoryFormat format;

  public ReferenceDataHistory(FileStore files, FacilityDirectoryFormat format) {
    this.files = files;
    this.format = format;
  }

  /** The versions of a catalog and of the facilities; written as one word. */
  public record Versions(String catalog, String facilities) {
    public static Versions parse(String word) {
      return new Versions(word.substring(0, DIGITS), word.substring(DIGITS));
    }

    @Override
    public String toString() {
      return catalog + facilities;
    }
  }

  /** The active versions; empty before the first catalog. */
  public Optional<Versions> activeVersions() {
    return ImportVersion.active(files, ImportingCatalog.INDEX)
        .map(catalog -> new Versions(catalog.version(), activeFacilitiesVersion()));
  }

  /** The version of the active facilities. */
  String activeFacilitiesVersion() {
    return ImportVersion.active(files, ImportingFacilities.INDEX)
        .map(ImportVersion::version)
        .orElse(NOBODY.version());
  }

  /** The active catalog; empty before the first one. */
  public Optional<CatalogIndex> activeCatalog() {
    return activeVersions().map(Versions::catalog).flatMap(this::catalog);
  }

  /** Empty when it was removed. */
  public Optional<CatalogIndex> catalog(String version) {
    return open(ImportingCatalog.indexKey(version), CatalogIndex::readFrom);
  }

  /** Empty when it was removed. */
  public Optional<FacilityDirectory> facilities(String version) {
    return version.equals(NOBODY.version())
        ? Optional.of(NOBODY)
        : open(ImportingFacilities.indexKey(version), in -> format.read(in.readAllBytes()));
  }

  private interface FileReader<T> {
    T read(InputStream in) throws IOException;
  }

  private <T> Optional<T> open(String key, FileReader<T> reading) {
    Optional<StoredFile> file = files.find(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = files.open(file.get())) {
      return Optional.of(reading.read(in));
    } catch (IOException e) {
      throw new StorageFailure("reading " + key, e);
    }
  }
}
