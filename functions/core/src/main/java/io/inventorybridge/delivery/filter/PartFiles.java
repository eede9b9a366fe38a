// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.rows.CsvLine;
import io.inventorybridge.files.Digest;
import io.inventorybridge.files.StorageFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reset parts of a delivery on local disk: as few as hold all rows, as equal as can be, the
 * first ones holding one more; for no rows one part with only a header.
 */
final class PartFiles implements AutoCloseable {
  private static final String HEADER = CsvLine.of(ResetRow.COLUMNS, ',');

  private final Path directory;
  private final long smallest;
  private final long larger;
  private final List<Manifest.Part> finished = new ArrayList<>();
  private Optional<Open> open = Optional.empty();

  PartFiles(Path directory, long rows, int partSize) {
    this.directory = directory;
    long parts = Math.max(1, Math.ceilDiv(rows, partSize));
    this.smallest = rows / parts;
    this.larger = rows % parts;
    if (rows == 0) {
      open = Optional.of(new Open(directory, new PartName(1)));
    }
  }

  void write(ResetLine line) throws IOException {
    Open part = open.isPresent() ? open.get() : next();
    if (part.rows == sizeOf(part.name)) {
      part = next();
    }
    part.write(line);
  }

  /** All parts, written to their end. */
  List<Manifest.Part> finished() {
    open.ifPresent(part -> finished.add(part.finish()));
    open = Optional.empty();
    return List.copyOf(finished);
  }

  @Override
  public void close() {
    open.ifPresent(Open::finish);
    open = Optional.empty();
  }

  private long sizeOf(PartName name) {
    return smallest + (name.number() <= larger ? 1 : 0);
  }

  private Open next() {
    open.ifPresent(part -> finished.add(part.finish()));
    Open part = new Open(directory, new PartName(finished.size() + 1));
    open = Optional.of(part);
    return part;
  }

  /** The part being written. */
  private static final class Open {
    private final PartName name;
    private final MessageDigest digest = Digest.newSha256();
    private final OutputStream out;
    private long rows;

    Open(Path directory, PartName name) {
      this.name = name;
      try {
        this.out =
            new BufferedOutputStream(
                new DigestOutputStream(
                    Files.newOutputStream(directory.resolve(name.toString())), digest),
                1 << 16);
        out.write(HEADER.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new StorageFailure("writing " + directory.resolve(name.toString()), e);
      }
    }

    void write(ResetLine line) throws IOException {
      line.writeTo(out);
      rows++;
    }

    Manifest.Part finish() {
      try {
        out.close();
      } catch (IOException e) {
        throw new StorageFailure("writing " + name, e);
      }
      return new Manifest.Part(name, rows, Digest.hex(digest.digest()));
    }
  }
}
