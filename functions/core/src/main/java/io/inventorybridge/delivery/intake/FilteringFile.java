// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.DeliveryFormat;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.filter.DeltaFilter;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.support.files.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The filter alone, on local files: it writes {@code reset/part-0001.csv}..., {@code rejects.csv}
 * and {@code manifest.json} to a directory. It has no guards, because it has nothing to compare
 * with.
 */
public final class FilteringFile {
  private final RowScanner scanner;
  private final DeliveryFormat documents;

  public FilteringFile(RowScanner scanner, DeliveryFormat documents) {
    this.scanner = scanner;
    this.documents = documents;
  }

  /**
   * A file to filter.
   *
   * @param name its file name, which may state the snapshot time
   * @param content its bytes, packed or not; read to the end, not closed
   * @param modified used as the upload time
   * @param stated the snapshot time, if an option states it
   */
  public record Input(
      String name,
      InputStream content,
      Instant modified,
      String source,
      Optional<Instant> stated) {}

  /** The result of filtering. */
  public sealed interface FileFilterOutcome {
    /** All files were written. */
    record PartsWritten(DeliveryManifest manifest) implements FileFilterOutcome {}

    /** The file can be read but not used; nothing was written. */
    record Held(HeldReason reason, String sentence) implements FileFilterOutcome {}
  }

  /**
   * Filters a file.
   *
   * @param out created if missing; parts of an earlier run in it are removed
   * @throws IOException when {@code out} cannot be written
   */
  public FileFilterOutcome run(
      Input input,
      CatalogIndex catalog,
      FacilityDirectory facilities,
      InstallationSettings settings,
      Path out)
      throws IOException {
    Path reset = out.resolve("reset");
    Files.createDirectories(reset);
    Path manifestFile = out.resolve("manifest.json");
    Path rejects = out.resolve("rejects.csv");
    Files.deleteIfExists(manifestFile);
    Files.deleteIfExists(rejects);
    removeParts(reset);
    DeltaFilter filter = new DeltaFilter(scanner, catalog, facilities, settings.delivery());
    try (RunDirectory workspace = RunDirectory.in(out)) {
      DeltaFilter.FilterOutcome read = filter.read(input.content(), workspace.path());
      if (read instanceof DeltaFilter.Unreadable unreadable) {
        return new FileFilterOutcome.Held(unreadable.reason(), unreadable.sentence());
      }
      try (FilteredDelta delta = (FilteredDelta) read) {
        SnapshotTime snapshot;
        switch (snapshot(input, settings)) {
          case SnapshotTimeResolver.ResolvedTime.Resolved found -> snapshot = found.snapshot();
          case SnapshotTimeResolver.ResolvedTime.Unusable unusable -> {
            return new FileFilterOutcome.Held(HeldReason.BAD_SNAPSHOT_TIME, unusable.sentence());
          }
        }
        if (delta.isRejectsFile() && !snapshot.from().stated()) {
          return new FileFilterOutcome.Held(
              HeldReason.REJECTS_WITHOUT_SNAPSHOT_TIME,
              "a file of rejected rows has to state the snapshot time of its delivery");
        }
        FilteredDelta.Cut cut = delta.cut(reset, rejects, settings.delivery().partSize());
        DeliveryManifest manifest = manifest(input, snapshot, delta, cut);
        Files.write(manifestFile, documents.write(manifest));
        return new FileFilterOutcome.PartsWritten(manifest);
      }
    }
  }

  private static SnapshotTimeResolver.ResolvedTime snapshot(
      Input input, InstallationSettings settings) {
    return input
        .stated()
        .<SnapshotTimeResolver.ResolvedTime>map(
            stated ->
                new SnapshotTimeResolver.ResolvedTime.Resolved(
                    new SnapshotTime(stated, SnapshotTime.From.OPTION)))
        .orElseGet(
            () ->
                SnapshotTimeResolver.of(
                    Map.of(), input.name(), input.modified(), settings.snapshot()));
  }

  private static DeliveryManifest manifest(
      Input input, SnapshotTime snapshot, FilteredDelta delta, FilteredDelta.Cut cut) {
    return new DeliveryManifest(
        DeliveryId.of(snapshot.at(), input.source(), delta.sha256()),
        DeliveryManifest.DeliveryKind.ORDINARY,
        snapshot,
        input.modified(),
        new SourceObject(input.name(), delta.sha256(), input.modified()),
        cut.input(),
        delta.catalogVersion(),
        delta.facilitiesVersion(),
        delta.rows(),
        delta.stores(),
        IntakeFindings.NONE,
        cut.parts(),
        "reset/");
  }

  private static void removeParts(Path reset) throws IOException {
    List<Path> old;
    try (Stream<Path> inside = Files.list(reset)) {
      old =
          inside.filter(file -> file.getFileName().toString().matches("part-\\d+\\.csv")).toList();
    }
    for (Path part : old) {
      Files.delete(part);
    }
  }
}
