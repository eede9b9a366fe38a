// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.TableImport;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The import of a dropped {@code facilities.csv}, which states all facilities. A facility that it
 * does not name keeps its stock and becomes inactive. An unusable file, or one older than the
 * active version, changes nothing. The index is written last; repeating an interrupted import
 * completes it.
 */
public final class ImportingFacilities {
  public static final String KIND = "facilities";

  /** The active index. */
  public static final String INDEX = "index/facilities.json";

  private final FileStore files;
  private final TableCodec sheets;
  private final FacilityRepository facilities;
  private final FacilityDirectoryFormat format;

  public ImportingFacilities(
      FileStore files,
      TableCodec sheets,
      FacilityRepository facilities,
      FacilityDirectoryFormat format) {
    this.files = files;
    this.sheets = sheets;
    this.facilities = facilities;
    this.format = format;
  }

  /** The key of the index of a version, which backfills need for files filtered with it. */
  public static String indexKey(String version) {
    return "index/facilities/%s.json".formatted(version);
  }

  /** Imports a drop; may be repeated. */
  public ImportReport run(StoredFile file) {
    TableImport<Facility> drop = read(files.open(file), sheets, file);
    Optional<ImportVersion> inForce = ImportVersion.active(files, INDEX);
    Optional<String> refusal =
        drop.unusable().or(() -> inForce.flatMap(importVersion -> importVersion.refusal(file)));
    ImportReport report;
    if (refusal.isPresent()) {
      report = ImportReport.refused(KIND, drop, refusal.get());
      drop.writeRejects(files, sheets, report.rejectsKey());
      return report;
    }
    Map<FacilityId, Facility> before = new LinkedHashMap<>();
    facilities.all().forEach(facility -> before.put(facility.id(), facility));
    TreeMap<FacilityId, Facility> after = new TreeMap<>();
    before.values().forEach(facility -> after.put(facility.id(), facility.deactivated()));
    drop.kept().forEach(facility -> after.put(facility.id(), facility));
    FacilityDirectory directory = FacilityDirectory.of(after.values());
    report = ImportReport.imported(KIND, drop, directory.version());
    drop.writeRejects(files, sheets, report.rejectsKey());
    facilities.put(changed(before, after));
    ImportVersion importVersion = ImportVersion.of(drop, directory.version());
    if (!inForce.equals(Optional.of(importVersion))) {
      FileStore.Content content = FileStore.Content.of(format.write(directory));
      files.create(indexKey(directory.version()), content, Map.of());
      files.put(INDEX, content, importVersion.metadata());
    }
    return report;
  }

  /** Reads a facilities file without importing it; the stream is closed. */
  public static TableImport<Facility> read(InputStream open, TableCodec sheets, StoredFile file) {
    return TableImport.read(
        open,
        sheets,
        file,
        FacilityRowReader.REQUIRED,
        FacilityRowReader.OPTIONAL,
        FacilityRowReader::read,
        Facility::id);
  }

  private static List<Facility> changed(
      Map<FacilityId, Facility> before, Map<FacilityId, Facility> after) {
    return after.values().stream()
        .filter(facility -> !facility.equals(before.get(facility.id())))
        .toList();
  }
}
