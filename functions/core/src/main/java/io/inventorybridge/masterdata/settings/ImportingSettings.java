// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.settings;

import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The import of a dropped settings file. A valid file is kept as the edition in force; a bad one is
 * refused with a report, and the edition in force goes on counting. Functions read the dropped file
 * itself while it is valid, so that it counts at once.
 */
public final class ImportingSettings {
  public static final String KIND = "settings";

  private static final String PREFIX = "settings/";
  private static final String IN_FORCE = PREFIX + "in-force/";
  private static final Pattern DROPPED = Pattern.compile(PREFIX + "([^/]+)\\.json");

  // Far above every real file.
  private static final long LARGEST = 1 << 20;

  private final FileStore files;
  private final SettingsFormat format;

  public ImportingSettings(FileStore files, SettingsFormat format) {
    this.files = files;
    this.format = format;
  }

  /** The key under which people drop the settings of the installation or of a source. */
  public static String key(String name) {
    return PREFIX + name + ".json";
  }

  /** The key of the edition in force of these settings. */
  public static String inForceKey(String name) {
    return IN_FORCE + name + ".json";
  }

  /** Tells whether a key is the key of an edition that this import keeps. */
  public static boolean isInForce(String key) {
    return key.startsWith(IN_FORCE);
  }

  /** Imports a drop; may be repeated. */
  public ImportReport run(StoredFile file) {
    Matcher dropped = DROPPED.matcher(file.key());
    if (!dropped.matches()) {
      return ImportReport.refused(
          KIND,
          file,
          "%s is not read by anything; settings are called settings/installation.json or settings/<source>.json"
              .formatted(file.key()));
    }
    if (file.size() > LARGEST) {
      return ImportReport.refused(
          KIND,
          file,
          "%s has %d bytes; a settings file has %d at most"
              .formatted(file.key(), file.size(), LARGEST));
    }
    byte[] document = read(file);
    try {
      format.readValid(file.key(), document);
    } catch (IllegalSettings e) {
      return refused(file, document, String.valueOf(e.getMessage()));
    }
    files.put(inForceKey(dropped.group(1)), FileStore.Content.of(document), Map.of());
    return report(file, document, ImportReport.Status.IMPORTED, Optional.empty());
  }

  private byte[] read(StoredFile file) {
    try (InputStream in = files.open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new StorageFailure("reading " + file.key(), e);
    }
  }

  private static ImportReport refused(StoredFile file, byte[] document, String reason) {
    return report(file, document, ImportReport.Status.REFUSED, Optional.of(reason));
  }

  private static ImportReport report(
      StoredFile file, byte[] document, ImportReport.Status status, Optional<String> reason) {
    String sha256 = ContentDigest.sha256(document);
    return new ImportReport(
        KIND,
        file.key(),
        file.lastModified(),
        sha256,
        status,
        reason,
        new ImportReport.Rows(0, 0, Map.of()),
        status == ImportReport.Status.IMPORTED
            ? Optional.of(sha256.substring(0, 12))
            : Optional.empty());
  }
}
