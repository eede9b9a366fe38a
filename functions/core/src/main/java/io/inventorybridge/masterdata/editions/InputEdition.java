// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.ImportVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * An edition of an input: the whole set that one drop, refresh or restore stated, judged before it
 * is in force anywhere. Its content is kept, so that it can be released and restored exactly.
 *
 * @param name of a settings file, such as {@code installation}; empty for the other kinds
 * @param importVersion when it was uploaded, the digest of its source, the version of its set
 * @param origin how it came
 * @param from the key of the drop, the shop's operation, or the restored edition
 * @param content the key of its content
 * @param decided when the brake judged it
 * @param since when it came in force; empty for an edition that never was
 * @param released true when an operator let it in
 * @param finding the brake's finding
 * @param status as of the reading
 */
public record InputEdition(
    InputKind kind,
    String name,
    ImportVersion importVersion,
    EditionOrigin origin,
    String from,
    String content,
    Instant decided,
    Optional<Instant> since,
    boolean released,
    BrakeFinding finding,
    EditionStatus status) {

  /** How an edition came. */
  public enum EditionOrigin {
    DROPPED,
    REFRESHED,
    RESTORED
  }

  /** The standing of an edition. */
  public enum EditionStatus {
    IN_FORCE,
    /** The brake held it: an operator releases it, or the next edition replaces it. */
    STAGED,
    /** A later edition came in its place. */
    REPLACED
  }

  /** Its id: the upload time and the first digits of the digest. */
  public String id() {
    return importVersion.name();
  }

  public boolean isStaged() {
    return status == EditionStatus.STAGED;
  }

  /** Tells whether a release put it in force and died before it wrote the log. */
  boolean isReleasedWithoutLog() {
    return status == EditionStatus.IN_FORCE && since.isEmpty();
  }

  /** Its input, as an operator names it: {@code RULES}, {@code SETTINGS/sv}. */
  public String input() {
    return input(kind, name);
  }

  static String input(InputKind kind, String name) {
    return name.isEmpty() ? kind.name() : kind.name() + "/" + name;
  }

  /** The key of the document about it while it is staged; page and notice are made from it. */
  public String stagedKey() {
    return StagedReports.key(kind, id());
  }

  InputEdition with(EditionStatus next) {
    return new InputEdition(
        kind, name, importVersion, origin, from, content, decided, since, released, finding, next);
  }

  InputEdition inForce(Instant from, boolean byOperator) {
    return new InputEdition(
        kind,
        name,
        importVersion,
        origin,
        this.from,
        content,
        decided,
        Optional.of(from),
        byOperator,
        finding,
        EditionStatus.IN_FORCE);
  }

  boolean hasContentOf(ImportVersion other) {
    return importVersion.sha256().equals(other.sha256())
        && importVersion.version().equals(other.version());
  }

  boolean isOf(InputKind otherKind, String otherName) {
    return kind == otherKind && name.equals(otherName);
  }
}
