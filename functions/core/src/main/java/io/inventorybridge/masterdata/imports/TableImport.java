// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table import: a dropped file that states a whole set, read to its last byte and judged row by
 * row.
 *
 * @param sha256 of the file's bytes, in hex
 * @param kept the stated values, in the order of the file, each once
 * @param rejects in the order of their lines
 * @param ignored irrelevant rows, counted by reason
 * @param unusable why the whole file cannot be used; then nothing is kept
 * @param read rows read, the header and blank lines left out
 */
public record TableImport<T>(
    StoredFile file,
    String sha256,
    List<String> header,
    List<T> kept,
    List<ImportReject> rejects,
    Map<String, Long> ignored,
    Optional<String> unusable,
    long read) {

  /** Judges one row. */
  public interface RowReader<T> {
    RowResult<T> read(TableRow row);
  }

  /** The verdict on one row. */
  public sealed interface RowResult<T> {}

  public record Accepted<T>(T value) implements RowResult<T> {}

  public record Rejected<T>(ImportReject reject) implements RowResult<T> {}

  /** A valid row that is not relevant to us; it is only counted. */
  public record Ignored<T>(String reason) implements RowResult<T> {}

  /**
   * Reads a drop. Identical rows count as one. Of different rows with the same key the last one
   * counts, as in a delivery.
   *
   * @param required columns without which the table is unusable
   * @param optional columns that it may lack
   * @param key the key of a row
   */
  public static <T> TableImport<T> read(
      FileStore files,
      TableCodec sheets,
      StoredFile file,
      List<String> required,
      List<String> optional,
      RowReader<T> judge,
      Function<T, Object> key) {
    return read(files.open(file), sheets, file, required, optional, judge, key);
  }

  /** Reads a file that is open already, and closes it. */
  public static <T> TableImport<T> read(
      InputStream open,
      TableCodec sheets,
      StoredFile file,
      List<String> required,
      List<String> optional,
      RowReader<T> judge,
      Function<T, Object> key) {
    MessageDigest digest = ContentDigest.newSha256();
    RowCollector<T> reading = new RowCollector<>(required, optional, judge, key);
    Optional<String> unusable = Optional.empty();
    try (InputStream in = new DigestInputStream(open, digest)) {
      try {
        sheets.read(in, reading);
        if (reading.kept.isEmpty() && reading.ignored.isEmpty()) {
          unusable = Optional.of("no row of it can be used");
        }
      } catch (UnusableTable e) {
        unusable = Optional.of(e.reason());
      }
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new StorageFailure("reading " + file.key(), e);
    }
    reading.rejects.sort(Comparator.comparingLong(ImportReject::line));
    return new TableImport<>(
        file,
        ContentDigest.hex(digest.digest()),
        List.copyOf(reading.header),
        unusable.isPresent()
            ? List.of()
            : reading.kept.values().stream().map(AcceptedRow::value).toList(),
        List.copyOf(reading.rejects),
        Map.copyOf(reading.ignored),
        unusable.map(reason -> file.key() + ": " + reason),
        reading.read);
  }

  /** Stores the rejected rows under the key, if there are any. */
  public void writeRejects(FileStore files, TableCodec sheets, String key) {
    if (!rejects.isEmpty()) {
      files.put(key, FileStore.Content.of(sheets.write(header, rejects)), Map.of());
    }
  }

  private record AcceptedRow<T>(TableRow row, T value) {}

  private static final class RowCollector<T> implements TableCodec.Visitor {
    private final List<String> required;
    private final List<String> optional;
    private final RowReader<T> judge;
    private final Function<T, Object> key;
    private Map<String, Integer> columns = Map.of();
    private final LinkedHashMap<Object, AcceptedRow<T>> kept = new LinkedHashMap<>();
    private final List<ImportReject> rejects = new ArrayList<>();
    private final Map<String, Long> ignored = new HashMap<>();
    private List<String> header = List.of();
    private long read;

    RowCollector(
        List<String> required, List<String> optional, RowReader<T> judge, Function<T, Object> key) {
      this.required = required;
      this.optional = optional;
      this.judge = judge;
      this.key = key;
    }

    @Override
    public void header(List<String> names) {
      header = names;
      columns = TableRow.columns(names, required, optional);
    }

    @Override
    public void row(long line, List<String> cells) {
      read++;
      TableRow row = new TableRow(line, cells, columns);
      switch (judged(row)) {
        case Rejected<T> rejected -> rejects.add(rejected.reject());
        case Ignored<T> passed -> ignored.merge(passed.reason(), 1L, Long::sum);
        case Accepted<T> judged -> keep(row, judged.value());
      }
    }

    @Override
    public boolean isRow(List<String> cells) {
      return judged(new TableRow(0, cells, columns)) instanceof Accepted<T>;
    }

    private RowResult<T> judged(TableRow row) {
      try {
        return judge.read(row);
      } catch (UnusableCell e) {
        return new Rejected<>(row.reject(e.reason(), e.sentence()));
      }
    }

    private void keep(TableRow row, T value) {
      AcceptedRow<T> earlier = kept.put(key.apply(value), new AcceptedRow<>(row, value));
      if (earlier != null && !earlier.value().equals(value)) {
        rejects.add(
            earlier.row().reject("DUPLICATE_KEY", "line %d says it anew".formatted(row.line())));
      }
    }

    @Override
    public void reject(ImportReject reject) {
      read++;
      rejects.add(reject);
    }
  }
}
