// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.masterdata.imports.ImportReject;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.orders.OrderJsonLine.Invalid;
import io.inventorybridge.orders.OrderJsonLine.Parsed;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileDownload;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

/**
 * The import of a drop of order versions: one JSON object a line, plain or gzip. An invalid line is
 * rejected; the import continues. A reject holds the line's number and its error, but not the line
 * itself, which may contain a customer's address.
 *
 * <p>Recording is idempotent, so drops may be imported repeatedly and in any order. If a drop takes
 * longer than one call, the file is stored again with the reached line in its metadata. That raises
 * its event again, and the next call continues from that line.
 */
public final class ImportingOrders {
  public static final String KIND = "orders";

  private static final String DONE = "lines-done";
  private static final String READ = "lines-read";
  private static final String REJECTED = "lines-rejected";
  private static final String CONTRADICTIONS = "contradictions";
  private static final String REASON = "NOT_AN_ORDER";
  private static final int BATCH = 100;
  private static final int GZIP_MAGIC = 0x1f8b;

  private final FileStore files;
  private final TableCodec sheets;
  private final OrderJsonLine.Reader reader;
  private final RecordingOrders recording;

  public ImportingOrders(
      FileStore files, TableCodec sheets, OrderJsonLine.Reader reader, RecordingOrders recording) {
    this.files = files;
    this.sheets = sheets;
    this.reader = reader;
    this.recording = recording;
  }

  /**
   * Imports a drop until the time is used up; it does at least one batch of lines.
   *
   * @return the report at the end of the file, empty when another event will continue
   */
  public Optional<ImportReport> run(
      StoredFile file, AcknowledgmentPolicy policy, BooleanSupplier timeIsLeft) {
    long done = number(file, DONE);
    MessageDigest digest = ContentDigest.newSha256();
    LineBatch reading = new LineBatch(policy);
    Optional.ofNullable(file.metadata().get(CONTRADICTIONS))
        .flatMap(files::read)
        .ifPresent(so -> reading.contradictions.resumeFrom(new String(so, StandardCharsets.UTF_8)));
    try (InputStream in = new DigestInputStream(FileDownload.open(files, file), digest)) {
      BufferedReader lines = lines(in);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reading.line++;
        if (reading.line <= done || line.isBlank()) {
          continue;
        }
        reading.take(reader.read(line));
        if (reading.batch.size() == BATCH) {
          reading.flush();
          if (!timeIsLeft.getAsBoolean()) {
            saveProgress(file, reading, digest);
            return Optional.empty();
          }
        }
      }
      reading.flush();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      return Optional.of(refused(file, e));
    }
    ImportReport report =
        reading.report(
            file.key(),
            file.lastModified(),
            ContentDigest.hex(digest.digest()),
            number(file, READ),
            number(file, REJECTED));
    reading.keepRejects(report.rejectsKey());
    return Optional.of(report);
  }

  /**
   * Records the version of an order event. An invalid event is rejected: only the reason is kept,
   * and it is not retried.
   *
   * @param sentAt when the event was sent
   * @param told the parsed detail of the event
   * @return the report, if there is a reject or a contradiction
   */
  public Optional<ImportReport> recordEvent(
      String eventId, Instant sentAt, OrderJsonLine told, AcknowledgmentPolicy policy) {
    LineBatch reading = new LineBatch(policy);
    reading.line = 1;
    reading.take(told);
    reading.flush();
    ImportReport report =
        reading.report(
            "event " + eventId,
            sentAt,
            ContentDigest.sha256(eventId.getBytes(StandardCharsets.UTF_8)),
            0,
            0);
    reading.keepRejects(report.rejectsKey());
    return report.rows().rejected().isEmpty() && report.contradictions().isEmpty()
        ? Optional.empty()
        : Optional.of(report);
  }

  private void saveProgress(StoredFile file, LineBatch reading, MessageDigest digest) {
    String soFar =
        "rejects/%s/%s-to-line-%d"
            .formatted(KIND, ContentDigest.hex(digest.digest()).substring(0, 12), reading.line);
    reading.keepRejects(soFar + ".csv");
    Map<String, String> metadata = new HashMap<>(file.metadata());
    metadata.put(DONE, Long.toString(reading.line));
    metadata.put(READ, Long.toString(number(file, READ) + reading.read));
    String contradictions = reading.contradictions.serialize();
    if (!contradictions.isEmpty()) {
      String key = soFar + ".contradictions.txt";
      files.put(
          key, FileStore.Content.of(contradictions.getBytes(StandardCharsets.UTF_8)), Map.of());
      metadata.put(CONTRADICTIONS, key);
    }
    metadata.put(REJECTED, Long.toString(number(file, REJECTED) + reading.rejects.size()));
    files.copy(file, file.key(), metadata);
  }

  // The file cannot be unpacked; the lines before the damage were recorded and stay recorded.
  private static ImportReport refused(StoredFile file, IOException e) {
    return new ImportReport(
        KIND,
        file.key(),
        file.lastModified(),
        ContentDigest.sha256(file.etag().getBytes(StandardCharsets.UTF_8)),
        ImportReport.Status.REFUSED,
        Optional.of("%s cannot be read to its end: %s".formatted(file.key(), e.getMessage())),
        new ImportReport.Rows(0, 0, Map.of()),
        Optional.empty());
  }

  private static BufferedReader lines(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    return new BufferedReader(
        new InputStreamReader(
            magic == GZIP_MAGIC ? new GZIPInputStream(buffered) : buffered,
            StandardCharsets.UTF_8));
  }

  private static long number(StoredFile file, String name) {
    return Long.parseLong(file.metadata().getOrDefault(name, "0"));
  }

  private final class LineBatch {
    private final AcknowledgmentPolicy policy;
    private final List<OrderVersion> batch = new ArrayList<>();
    private final List<ImportReject> rejects = new ArrayList<>();
    private final ContradictionReport contradictions = new ContradictionReport();
    private long line;
    private long read;

    LineBatch(AcknowledgmentPolicy policy) {
      this.policy = policy;
    }

    void take(OrderJsonLine told) {
      read++;
      switch (told) {
        case Parsed understood -> batch.add(understood.version());
        case Invalid not ->
            rejects.add(
                new ImportReject(
                    line, List.of(), REASON, "line %d: %s".formatted(line, not.message())));
      }
    }

    void flush() {
      if (batch.isEmpty()) {
        return;
      }
      List<RecordingOrders.Recorded> recorded = recording.record(batch, policy);
      ShopLocationResolver.Locations locations = recording.locations();
      for (int i = 0; i < batch.size(); i++) {
        OrderVersion version = batch.get(i);
        contradictions.note(
            version.orderId(),
            OrderContradiction.of(version, recorded.get(i).history(), locations));
      }
      batch.clear();
    }

    ImportReport report(
        String key, Instant uploaded, String sha256, long readBefore, long rejectedBefore) {
      long rejected = rejectedBefore + rejects.size();
      return new ImportReport(
          KIND,
          key,
          uploaded,
          sha256,
          ImportReport.Status.IMPORTED,
          Optional.empty(),
          new ImportReport.Rows(
              readBefore + read,
              readBefore + read - rejected,
              rejected == 0 ? Map.of() : new TreeMap<>(Map.of(REASON, rejected))),
          Optional.empty(),
          contradictions.found());
    }

    void keepRejects(String key) {
      if (!rejects.isEmpty()) {
        files.put(key, FileStore.Content.of(sheets.write(List.of(), rejects)), Map.of());
      }
    }
  }
}
