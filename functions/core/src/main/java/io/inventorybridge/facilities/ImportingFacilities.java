// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.facilities;

import io.inventorybridge.drops.DroppedTable;
import io.inventorybridge.drops.Edition;
import io.inventorybridge.drops.ImportReport;
import io.inventorybridge.drops.Sheets;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.stock.FacilityId;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dropped {@code facilities.csv} says which facilities there are. One that it no longer names
 * keeps its stock and becomes inactive. A file that cannot be used, or that is older than what is
 * in force, changes nothing. The index is written last, so that an import that died half-way is
 * right after it was repeated.
 */
public final class ImportingFacilities {
  public static final String KIND = "facilities";

  /** The index in force. */
  public static final String INDEX = "index/facilities.json";

  private final Files files;
  private final Sheets sheets;
  private final Facilities facilities;
  private final DirectoryFormat format;

  public ImportingFacilities(
      Files files, Sheets sheets, Facilities facilities, DirectoryFormat format) {
    this.files = files;
    this.sheets = sheets;
    this.facilities = facilities;
    this.format = format;
  }

  /** Where the index of a version is kept, for the backfill of what was filtered with it. */
  public static String indexKey(String version) {
    return "index/facilities/%s.json".formatted(version);
  }

  /** Imports a drop, again where that was begun before. */
  public ImportReport run(StoredFile file) {
    DroppedTable<Facility> drop = read(files.open(file), sheets, file);
    Optional<Edition> inForce = Edition.inForce(files, INDEX);
    Optional<String> refusal =
        drop.unusable().or(() -> inForce.flatMap(edition -> edition.refusal(file)));
    ImportReport report;
    if (refusal.isPresent()) {
      report = ImportReport.refused(KIND, drop, refusal.get());
      drop.keepRejects(files, sheets, report.rejectsKey());
      return report;
    }
    Map<FacilityId, Facility> before = new LinkedHashMap<>();
    facilities.all().forEach(facility -> before.put(facility.id(), facility));
    TreeMap<FacilityId, Facility> after = new TreeMap<>();
    before.values().forEach(facility -> after.put(facility.id(), facility.missing()));
    drop.kept().forEach(facility -> after.put(facility.id(), facility));
    FacilityDirectory directory = FacilityDirectory.of(after.values());
    report = ImportReport.imported(KIND, drop, directory.version());
    drop.keepRejects(files, sheets, report.rejectsKey());
    facilities.put(changed(before, after));
    Edition edition = Edition.of(drop, directory.version());
    if (!inForce.equals(Optional.of(edition))) {
      Files.Content content = Files.Content.of(format.write(directory));
      files.create(indexKey(directory.version()), content, Map.of());
      files.put(INDEX, content, edition.metadata());
    }
    return report;
  }

  /** What a facilities file says, without importing it; the stream is closed. */
  public static DroppedTable<Facility> read(InputStream open, Sheets sheets, StoredFile file) {
    return DroppedTable.read(
        open, sheets, file, FacilityRows.REQUIRED, FacilityRows::judge, Facility::id);
  }

  private static List<Facility> changed(
      Map<FacilityId, Facility> before, Map<FacilityId, Facility> after) {
    return after.values().stream()
        .filter(facility -> !facility.equals(before.get(facility.id())))
        .toList();
  }
}
