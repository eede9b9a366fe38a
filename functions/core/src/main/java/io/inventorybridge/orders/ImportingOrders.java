// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.masterdata.imports.ImportReject;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.UnusableTable;
import io.inventorybridge.orders.OrderJsonLine.Invalid;
import io.inventorybridge.orders.OrderJsonLine.Parsed;
import io.inventorybridge.orders.OrderLineReader.DropLine;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileDownload;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The import of a drop of order versions: one JSON object a line, plain or gzip. An invalid line is
 * rejected; the import continues. So is a version that cannot be recorded for good. A reject holds
 * the line's number and its error, but not the line itself, which may contain a customer's address.
 * A file in another format, such as one JSON array, is refused as a whole before anything is
 * recorded.
 *
 * <p>Recording is idempotent, so drops may be imported repeatedly and in any order. If a drop takes
 * longer than one call, the file is stored again with the reached line in its metadata. That raises
 * its event again, and the next call continues from that line.
 */
public final class ImportingOrders {
  public static final String KIND = "orders";

  private static final String DONE = "lines-done";
  private static final String READ = "lines-read";
  private static final String REJECTED = "lines-rejected-";
  private static final String CONTRADICTIONS = "contradictions";
  private static final int BATCH = 100;

  /** The most order lines of a batch, but for those of its last version. */
  private static final int MOST_BATCH_LINES = 2_000;

  /** How many lines of the file are read between two looks at the time. */
  private static final int LINES_PER_LOOK = 10_000;

  /** The most rejects of one call; the next call continues with the others. */
  private static final int MOST_REJECTS = 100_000;

  private static final int MAGIC = 4;
  private static final int UNPACKING = 65_536;

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
    FileForm form = new FileForm();
    try (InputStream in = new DigestInputStream(FileDownload.open(files, file), digest)) {
      OrderLineReader lines = lines(in);
      for (Optional<DropLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        reading.line++;
        if (reading.line <= done || isBlank(line.get())) {
          continue;
        }
        OrderJsonLine told = read(line.get());
        if (done == 0) {
          form.note(line.get(), told);
        }
        reading.take(told);
        if (reading.isFull()) {
          reading.flush();
          if (reading.rejects.size() >= MOST_REJECTS || !timeIsLeft.getAsBoolean()) {
            saveProgress(file, reading, digest);
            return Optional.empty();
          }
        }
      }
      reading.flush();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (UnusableTable e) {
      return Optional.of(refused(file, file.key() + ": " + e.reason()));
    } catch (IOException e) {
      return Optional.of(
          refused(file, "%s cannot be read to its end: %s".formatted(file.key(), e.getMessage())));
    }
    ImportReport report =
        reading.report(
            file.key(),
            file.lastModified(),
            ContentDigest.hex(digest.digest()),
            number(file, READ),
            rejectedBefore(file));
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
            Map.of());
    reading.keepRejects(report.rejectsKey());
    return report.rows().rejected().isEmpty() && report.contradictions().isEmpty()
        ? Optional.empty()
        : Optional.of(report);
  }

  /**
   * Reports orders that could not be projected after a change of the facilities.
   *
   * @param cause names the change
   */
  public ImportReport reportUnprojected(
      String cause, Instant at, List<RecordingOrders.Unrecordable> orders) {
    LineBatch reading = new LineBatch(new AcknowledgmentPolicy.OrderCompleted());
    for (RecordingOrders.Unrecordable order : orders) {
      reading.read++;
      reading.reject(OrderReject.NOT_PROJECTED, order.sentence());
    }
    ImportReport report =
        reading.report(
            cause,
            at,
            ContentDigest.sha256((cause + orders).getBytes(StandardCharsets.UTF_8)),
            0,
            Map.of());
    reading.keepRejects(report.rejectsKey());
    return report;
  }

  private OrderJsonLine read(DropLine line) {
    return switch (line) {
      case OrderLineReader.ReadableLine readable -> reader.read(readable.text());
      case OrderLineReader.UnreadableLine not -> new Invalid(not.sentence());
    };
  }

  private static boolean isBlank(DropLine line) {
    return line instanceof OrderLineReader.ReadableLine readable && readable.text().isBlank();
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
    rejectedBefore(file)
        .forEach((reason, count) -> reading.rejected.merge(reason, count, Long::sum));
    for (OrderReject reason : OrderReject.values()) {
      metadata.put(
          rejectedName(reason), Long.toString(reading.rejected.getOrDefault(reason.name(), 0L)));
    }
    files.copy(file, file.key(), metadata);
  }

  // The file cannot be unpacked; the lines before the damage were recorded and stay recorded.
  private static ImportReport refused(StoredFile file, String sentence) {
    return new ImportReport(
        KIND,
        file.key(),
        file.lastModified(),
        ContentDigest.sha256(file.etag().getBytes(StandardCharsets.UTF_8)),
        ImportReport.Status.REFUSED,
        Optional.of(sentence),
        new ImportReport.Rows(0, 0, Map.of()),
        Optional.empty());
  }

  private static OrderLineReader lines(InputStream in) throws IOException {
    PushbackInputStream file = new PushbackInputStream(in, MAGIC);
    byte[] magic = magic(file);
    if (!beginsWith(magic, 0x1f, 0x8b)) {
      return lines(magic, file);
    }
    PushbackInputStream unpacked =
        new PushbackInputStream(new GZIPInputStream(file, UNPACKING), MAGIC);
    return lines(magic(unpacked), unpacked);
  }

  private static OrderLineReader lines(byte[] magic, InputStream text) {
    if (beginsWith(magic, 'P', 'K', 3, 4)) {
      throw new UnusableTable("it is a zip archive; drop it as text or as gzip");
    }
    if (beginsWith(magic, 0xff, 0xfe) || beginsWith(magic, 0xfe, 0xff)) {
      throw new UnusableTable("it is written in UTF-16; write it in UTF-8");
    }
    return new OrderLineReader(text);
  }

  private static byte[] magic(PushbackInputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC);
    in.unread(magic);
    return magic;
  }

  private static boolean beginsWith(byte[] magic, int... bytes) {
    return magic.length >= bytes.length
        && IntStream.range(0, bytes.length).allMatch(i -> (magic[i] & 0xff) == bytes[i]);
  }

  // S3 keeps names of metadata in lower case.
  private static String rejectedName(OrderReject reason) {
    return REJECTED + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Long> rejectedBefore(StoredFile file) {
    Map<String, Long> counts = new TreeMap<>();
    for (OrderReject reason : OrderReject.values()) {
      long count = number(file, rejectedName(reason));
      if (count > 0) {
        counts.put(reason.name(), count);
      }
    }
    return counts;
  }

  private static long number(StoredFile file, String name) {
    return Long.parseLong(file.metadata().getOrDefault(name, "0"));
  }

  /** The reasons for rejecting an order. */
  private enum OrderReject {
    /** The line is not an order version. */
    NOT_AN_ORDER,
    /** The version is valid, and a stored record keeps it from being recorded. */
    NOT_RECORDED,
    /** The stored order could not be projected again. */
    NOT_PROJECTED
  }

  /**
   * The form of a file by its first lines. An array or a document over several lines is a mistake
   * of the whole file; its lines by themselves could look like orders.
   */
  private static final class FileForm {
    private static final String ONE_A_LINE = "; write one order a line, not an array";

    private int seen;
    private boolean brokenObject;

    void note(DropLine line, OrderJsonLine told) {
      seen++;
      if (seen > 2 || !(line instanceof OrderLineReader.ReadableLine readable)) {
        return;
      }
      String text = readable.text().strip();
      if (seen == 1 && text.startsWith("[")) {
        throw new UnusableTable("it begins with '['" + ONE_A_LINE);
      }
      if (seen == 1 ? text.equals("{") : brokenObject && text.startsWith("\"")) {
        throw new UnusableTable("its JSON document is over several lines" + ONE_A_LINE);
      }
      brokenObject = seen == 1 && text.startsWith("{") && told instanceof Invalid;
    }
  }

  private record NumberedVersion(long line, OrderVersion version) {}

  private final class LineBatch {
    private final AcknowledgmentPolicy policy;
    private final List<NumberedVersion> batch = new ArrayList<>();
    private int batchLines;
    private final List<ImportReject> rejects = new ArrayList<>();
    private final SortedMap<String, Long> rejected = new TreeMap<>();
    private final ContradictionReport contradictions = new ContradictionReport();
    private long line;
    private long read;

    LineBatch(AcknowledgmentPolicy policy) {
      this.policy = policy;
    }

    void take(OrderJsonLine told) {
      read++;
      switch (told) {
        case Parsed understood -> {
          batch.add(new NumberedVersion(line, understood.version()));
          batchLines += understood.version().items().size();
        }
        case Invalid not ->
            reject(OrderReject.NOT_AN_ORDER, "line %d: %s".formatted(line, not.message()));
      }
    }

    private void reject(OrderReject reason, String message) {
      reject(line, reason, message);
    }

    private void reject(long at, OrderReject reason, String message) {
      rejects.add(new ImportReject(at, List.of(), reason.name(), message));
      rejected.merge(reason.name(), 1L, Long::sum);
    }

    boolean isFull() {
      return batch.size() >= BATCH
          || batchLines >= MOST_BATCH_LINES
          || rejects.size() >= MOST_REJECTS
          || line % LINES_PER_LOOK == 0;
    }

    void flush() {
      if (batch.isEmpty()) {
        return;
      }
      List<RecordingOrders.VersionOutcome> recorded =
          recording.record(batch.stream().map(NumberedVersion::version).toList(), policy);
      ShopLocationResolver.Locations locations = recording.locations();
      for (int i = 0; i < batch.size(); i++) {
        OrderVersion version = batch.get(i).version();
        switch (recorded.get(i)) {
          case RecordingOrders.Recorded done ->
              contradictions.note(
                  version.orderId(), OrderContradiction.of(version, done.history(), locations));
          case RecordingOrders.Unrecordable not ->
              reject(
                  batch.get(i).line(),
                  OrderReject.NOT_RECORDED,
                  "line %d: %s".formatted(batch.get(i).line(), not.sentence()));
        }
      }
      batch.clear();
      batchLines = 0;
    }

    ImportReport report(
        String key, Instant uploaded, String sha256, long readBefore, Map<String, Long> before) {
      before.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
      long all = rejected.values().stream().mapToLong(Long::longValue).sum();
      return new ImportReport(
          KIND,
          key,
          uploaded,
          sha256,
          ImportReport.Status.IMPORTED,
          Optional.empty(),
          new ImportReport.Rows(
              readBefore + read, readBefore + read - all, new TreeMap<>(rejected)),
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
