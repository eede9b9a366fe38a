// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.StoredFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The report of an import.
 *
 * @param kind the kind of the dropped table: {@code catalog}, {@code facilities}, {@code rules}
 * @param key of the dropped file
 * @param reason why it was refused, one sentence
 * @param version of the set that this drop activated; empty when refused
 * @param contradictions contradictory facts that were applied as stated, by kind
 * @param finding what the brake measured; empty when it had nothing to judge
 */
public record ImportReport(
    String kind,
    String key,
    Instant uploaded,
    String sha256,
    Status status,
    Optional<String> reason,
    Rows rows,
    Optional<String> version,
    Map<String, Finding> contradictions,
    Optional<BrakeFinding> finding) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  public ImportReport(
      String kind,
      String key,
      Instant uploaded,
      String sha256,
      Status status,
      Optional<String> reason,
      Rows rows,
      Optional<String> version) {
    this(kind, key, uploaded, sha256, status, reason, rows, version, Map.of());
  }

  public ImportReport(
      String kind,
      String key,
      Instant uploaded,
      String sha256,
      Status status,
      Optional<String> reason,
      Rows rows,
      Optional<String> version,
      Map<String, Finding> contradictions) {
    this(
        kind,
        key,
        uploaded,
        sha256,
        status,
        reason,
        rows,
        version,
        contradictions,
        Optional.empty());
  }

  /**
   * A finding with its number of occurrences.
   *
   * @param orders the first orders concerned
   */
  public record Finding(long count, List<String> orders) {
    public Finding {
      orders = List.copyOf(orders);
    }
  }

  /** The result of an import. */
  public enum Status {
    IMPORTED,
    /** The brake held it: the edition in force stays, and an operator decides. */
    STAGED,
    /** Nothing was changed. */
    REFUSED
  }

  /**
   * The row funnel: rows read = kept + ignored + rejected. Repeated identical rows count as kept.
   *
   * @param ignored irrelevant rows, by reason
   * @param rejected by reason; reasons without a row are left out
   */
  public record Rows(long read, long kept, Map<String, Long> ignored, Map<String, Long> rejected) {
    public Rows(long read, long kept, Map<String, Long> rejected) {
      this(read, kept, Map.of(), rejected);
    }
  }

  static Rows rows(long read, List<ImportReject> rejects, Map<String, Long> ignored) {
    TreeMap<String, Long> counts = new TreeMap<>();
    rejects.forEach(reject -> counts.merge(reject.reason(), 1L, Long::sum));
    long passed = ignored.values().stream().mapToLong(Long::longValue).sum();
    return new Rows(read, read - passed - rejects.size(), new TreeMap<>(ignored), counts);
  }

  public static ImportReport imported(String kind, TableImport<?> drop, String version) {
    return of(kind, drop, Status.IMPORTED, Optional.empty(), Optional.of(version));
  }

  /** The report of a refused drop. Nothing was changed, so the report counts no kept row. */
  public static ImportReport refused(String kind, TableImport<?> drop, String reason) {
    return of(kind, drop, Status.REFUSED, Optional.of(reason), Optional.empty());
  }

  /** The report of a file that is not read, because it is not a file of this kind. */
  public static ImportReport refused(String kind, StoredFile file, String reason) {
    return new ImportReport(
        kind,
        file.key(),
        file.lastModified(),
        ContentDigest.sha256((file.key() + ' ' + file.etag()).getBytes(StandardCharsets.UTF_8)),
        Status.REFUSED,
        Optional.of(reason),
        new Rows(0, 0, Map.of()),
        Optional.empty());
  }

  /** The report of an old edition that was restored as a new one. */
  public static ImportReport restored(String kind, String edition, ImportVersion importVersion) {
    return new ImportReport(
        kind,
        "edition " + edition,
        importVersion.uploaded(),
        importVersion.sha256(),
        Status.IMPORTED,
        Optional.empty(),
        new Rows(0, 0, Map.of()),
        Optional.of(importVersion.version()));
  }

  /** The same drop refused. */
  public ImportReport refused(String why) {
    return new ImportReport(
        kind,
        key,
        uploaded,
        sha256,
        Status.REFUSED,
        Optional.of(why),
        new Rows(rows.read(), 0, rows.ignored(), rows.rejected()),
        Optional.empty());
  }

  private static ImportReport of(
      String kind,
      TableImport<?> drop,
      Status status,
      Optional<String> reason,
      Optional<String> version) {
    Rows rows = rows(drop.read(), drop.rejects(), drop.ignored());
    return new ImportReport(
        kind,
        drop.file().key(),
        drop.file().lastModified(),
        drop.sha256(),
        status,
        reason,
        status != Status.REFUSED ? rows : new Rows(rows.read(), 0, rows.ignored(), rows.rejected()),
        version);
  }

  /** The same report with the brake's finding; one that holds makes the drop a staged one. */
  public ImportReport with(BrakeFinding measured) {
    return new ImportReport(
        kind,
        key,
        uploaded,
        sha256,
        measured.holds() ? Status.STAGED : status,
        measured.holds() ? Optional.of(measured.sentence()) : reason,
        rows,
        measured.holds() ? Optional.empty() : version,
        contradictions,
        Optional.of(measured));
  }

  /** Identifies the drop: the same file uploaded at another time is another drop. */
  public String name() {
    return name(uploaded, sha256);
  }

  static String name(Instant uploaded, String sha256) {
    return STAMP.format(uploaded) + "-" + sha256.substring(0, 12);
  }

  /** The key of this report. */
  public String reportKey() {
    return "reports/imports/%s-%s.json".formatted(kind, name());
  }

  /** The key of the rejected rows of this drop, if there are any. */
  public String rejectsKey() {
    return "rejects/%s/%s.csv".formatted(kind, name());
  }
}
