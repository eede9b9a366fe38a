// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.settings;

import io.inventorybridge.masterdata.editions.EditionBrake;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.EditionGate.GateOutcome;
import io.inventorybridge.masterdata.editions.EditionGate.ProposedEdition;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.editions.RestorableInput;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileReplacement;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The import of a dropped settings file. A valid file becomes the edition in force, unless the
 * brake holds it; a bad one is refused with a report. Functions read only the edition in force, so
 * a file counts once its import let it in.
 */
public final class ImportingSettings implements RestorableInput {
  public static final String KIND = "settings";

  /** The name of the settings that concern all sources, and the shop. */
  public static final String INSTALLATION = "installation";

  private static final String PREFIX = "settings/";
  private static final String IN_FORCE = PREFIX + "in-force/";
  private static final Pattern DROPPED = Pattern.compile(PREFIX + "([^/]+)\\.json");

  // Far above every real file.
  private static final long LARGEST = 1 << 20;
  private static final int MOST_ATTEMPTS = 100;

  private final FileStore files;
  private final SettingsFormat format;
  private final EditionGate gate;
  private final EditionBrake<InstallationSettings.Layer> brake;

  /**
   * @param brake measures the settings of the installation; those of a source change no number
   */
  public ImportingSettings(
      FileStore files,
      SettingsFormat format,
      EditionGate gate,
      EditionBrake<InstallationSettings.Layer> brake) {
    this.files = files;
    this.format = format;
    this.gate = gate;
    this.brake = brake;
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
    String name = dropped.group(1);
    byte[] document = read(file);
    InstallationSettings.Layer layer;
    try {
      layer = format.readValid(file.key(), document);
    } catch (IllegalSettings e) {
      return refused(file, document, String.valueOf(e.getMessage()));
    }
    ImportVersion importVersion = version(file.lastModified(), ContentDigest.sha256(document));
    Optional<String> refusal =
        ImportVersion.active(files, inForceKey(name)).flatMap(it -> it.refusal(file));
    if (refusal.isPresent()) {
      return refused(file, document, refusal.get());
    }
    return propose(name, layer, document, importVersion, EditionOrigin.DROPPED, file.key())
        .applied(report(file, document, ImportReport.Status.IMPORTED, Optional.empty()));
  }

  private GateOutcome propose(
      String name,
      InstallationSettings.Layer layer,
      byte[] document,
      ImportVersion importVersion,
      EditionOrigin origin,
      String from) {
    return gate.propose(
        new ProposedEdition(InputKind.SETTINGS, name, importVersion, origin, from, document),
        () -> measure(name, layer),
        () -> isActivated(name, document, importVersion));
  }

  private BrakeFinding measure(String name, InstallationSettings.Layer layer) {
    if (!name.equals(INSTALLATION)) {
      return BrakeFinding.notAsked("the settings of a source change no published number");
    }
    return files.find(inForceKey(name)).isEmpty()
        ? BrakeFinding.notAsked("no settings were in force")
        : brake.measure(layer);
  }

  // False when later settings are in force.
  private boolean isActivated(String name, byte[] document, ImportVersion importVersion) {
    String key = inForceKey(name);
    FileStore.Content content = FileStore.Content.of(document);
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<StoredFile> there = files.find(key);
      if (there
          .flatMap(ImportVersion::of)
          .flatMap(it -> it.refusal(key, importVersion.uploaded()))
          .isPresent()) {
        return false;
      }
      if (FileReplacement.isWritten(files, key, there, content, importVersion.metadata())) {
        return true;
      }
    }
    throw new StorageFailure(
        "replacing " + key,
        new IllegalStateException("written by others %d times".formatted(MOST_ATTEMPTS)));
  }

  @Override
  public boolean release(InputEdition staged, byte[] content) {
    return isActivated(staged.name(), content, staged.importVersion());
  }

  @Override
  public ImportReport restore(InputEdition old, byte[] content, Instant at) {
    ImportVersion importVersion = version(at, old.importVersion().sha256());
    return propose(
            old.name(),
            format.readValid(key(old.name()), content),
            content,
            importVersion,
            EditionOrigin.RESTORED,
            old.id())
        .applied(ImportReport.restored(KIND, old.id(), importVersion));
  }

  private static ImportVersion version(Instant uploaded, String sha256) {
    return new ImportVersion(uploaded, sha256, sha256.substring(0, 12));
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
