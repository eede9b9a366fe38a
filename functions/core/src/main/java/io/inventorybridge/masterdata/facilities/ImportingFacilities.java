// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import io.inventorybridge.masterdata.editions.EditionBrake;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.EditionGate.GateOutcome;
import io.inventorybridge.masterdata.editions.EditionGate.ProposedEdition;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.editions.RestorableInput;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.TableImport;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileReplacement;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The import of a dropped {@code facilities.csv}, which states all facilities. A facility that it
 * does not name keeps its stock and becomes inactive. An unusable file, or one older than the
 * active version, changes nothing; one that the brake holds is staged. The index is written last;
 * repeating an interrupted import completes it.
 */
public final class ImportingFacilities implements RestorableInput {
  public static final String KIND = "facilities";

  /** The active index. */
  public static final String INDEX = "index/facilities.json";

  private final FileStore files;
  private final TableCodec sheets;
  private final FacilityRepository facilities;
  private final FacilityDirectoryFormat format;
  private final EditionGate gate;
  private final EditionBrake<FacilityDirectory> brake;

  public ImportingFacilities(
      FileStore files,
      TableCodec sheets,
      FacilityRepository facilities,
      FacilityDirectoryFormat format,
      EditionGate gate,
      EditionBrake<FacilityDirectory> brake) {
    this.files = files;
    this.sheets = sheets;
    this.facilities = facilities;
    this.format = format;
    this.gate = gate;
    this.brake = brake;
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
    StatedFacilities stated = stated(drop.kept());
    String version = stated.directory().version();
    report = ImportReport.imported(KIND, drop, version);
    drop.writeRejects(files, sheets, report.rejectsKey());
    GateOutcome outcome =
        propose(
            stated,
            drop.kept(),
            ImportVersion.of(drop, version),
            EditionOrigin.DROPPED,
            file.key());
    return outcome instanceof EditionGate.Outrun ? run(file) : outcome.applied(report);
  }

  private GateOutcome propose(
      StatedFacilities stated,
      Collection<Facility> named,
      ImportVersion importVersion,
      EditionOrigin origin,
      String from) {
    return gate.propose(
        new ProposedEdition(
            InputKind.FACILITIES,
            "",
            importVersion,
            origin,
            from,
            format.write(FacilityDirectory.of(named))),
        () -> brake.measure(stated.directory()),
        () -> isActivated(stated, importVersion));
  }

  // False when a later file is in force, or another import replaced the index meanwhile: then it
  // may name other facilities.
  private boolean isActivated(StatedFacilities stated, ImportVersion importVersion) {
    Optional<ImportVersion> inForce = stated.inForce().flatMap(ImportVersion::of);
    if (inForce.flatMap(it -> it.refusal(KIND, importVersion.uploaded())).isPresent()) {
      return false;
    }
    facilities.put(stated.changed());
    if (inForce.equals(Optional.of(importVersion))) {
      return true;
    }
    FileStore.Content content = FileStore.Content.of(format.write(stated.directory()));
    files.create(indexKey(stated.directory().version()), content, Map.of());
    return FileReplacement.isWritten(
        files, INDEX, stated.inForce(), content, importVersion.metadata());
  }

  @Override
  public boolean release(InputEdition staged, byte[] content) {
    StatedFacilities stated = stated(format.read(content).all());
    return isActivated(
        stated,
        new ImportVersion(
            staged.importVersion().uploaded(),
            staged.importVersion().sha256(),
            stated.directory().version()));
  }

  @Override
  public ImportReport restore(InputEdition old, byte[] content, Instant at) {
    Collection<Facility> named = format.read(content).all();
    StatedFacilities stated = stated(named);
    ImportVersion importVersion =
        new ImportVersion(at, old.importVersion().sha256(), stated.directory().version());
    return propose(stated, named, importVersion, EditionOrigin.RESTORED, old.id())
        .applied(ImportReport.restored(KIND, old.id(), importVersion));
  }

  private StatedFacilities stated(Collection<Facility> named) {
    Optional<StoredFile> inForce = files.find(INDEX);
    Map<FacilityId, Facility> before = new LinkedHashMap<>();
    facilities.all().forEach(facility -> before.put(facility.id(), facility));
    TreeMap<FacilityId, Facility> after = new TreeMap<>();
    before.values().forEach(facility -> after.put(facility.id(), facility.deactivated()));
    named.forEach(facility -> after.put(facility.id(), facility));
    return new StatedFacilities(
        inForce, FacilityDirectory.of(after.values()), changed(before, after));
  }

  /**
   * All facilities after a file that states some of them.
   *
   * @param inForce the index before the facilities were read
   * @param changed the facilities whose stored record is another one
   */
  private record StatedFacilities(
      Optional<StoredFile> inForce, FacilityDirectory directory, List<Facility> changed) {}

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
