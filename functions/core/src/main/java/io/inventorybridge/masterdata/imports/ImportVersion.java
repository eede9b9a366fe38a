// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The import version: the drop from which the active set comes. It is kept as metadata of the set's
 * index, which is written last. An older drop whose event came late cannot replace a newer one.
 *
 * @param uploaded when the drop was uploaded
 * @param sha256 of the drop
 * @param version of the set
 */
public record ImportVersion(Instant uploaded, String sha256, String version) {
  private static final String UPLOADED = "drop-uploaded";
  private static final String SHA256 = "drop-sha256";
  private static final String VERSION = "version";

  /** Reads the active import version from the index's metadata; empty before the first import. */
  public static Optional<ImportVersion> active(FileStore files, String indexKey) {
    return files.find(indexKey).flatMap(ImportVersion::of);
  }

  /** Reads the import version from an index's metadata; empty when it states none. */
  public static Optional<ImportVersion> of(StoredFile index) {
    Map<String, String> metadata = index.metadata();
    String uploaded = metadata.get(UPLOADED);
    String sha256 = metadata.get(SHA256);
    String version = metadata.get(VERSION);
    return uploaded == null || sha256 == null || version == null
        ? Optional.empty()
        : Optional.of(new ImportVersion(Instant.parse(uploaded), sha256, version));
  }

  public static ImportVersion of(TableImport<?> drop, String version) {
    return new ImportVersion(drop.file().lastModified(), drop.sha256(), version);
  }

  /** The reason why the drop must not replace this version; empty when it may. */
  public Optional<String> refusal(StoredFile drop) {
    return refusal(drop.key(), drop.lastModified());
  }

  /**
   * The same check for data that does not come from a file.
   *
   * @param what names it
   * @param at the time the data is as of
   */
  public Optional<String> refusal(String what, Instant at) {
    return at.isBefore(uploaded)
        ? Optional.of(
            "%s: uploaded at %s, and what is in force was uploaded later, at %s"
                .formatted(what, at, uploaded))
        : Optional.empty();
  }

  /** Names the edition: the same content uploaded at another time is another edition. */
  public String name() {
    return ImportReport.name(uploaded, sha256);
  }

  public Map<String, String> metadata() {
    return Map.of(UPLOADED, uploaded.toString(), SHA256, sha256, VERSION, version);
  }
}
