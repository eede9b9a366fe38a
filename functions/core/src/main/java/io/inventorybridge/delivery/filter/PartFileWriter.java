// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.StorageFailure;
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
 * The reset parts of a delivery on local disk: as few as can hold all rows, and balanced, so that
 * the first ones hold one row more. Without rows there is one part with only a header.
 */
final class PartFileWriter implements AutoCloseable {
  private static final String HEADER = CsvLineWriter.of(ResetRow.COLUMNS, ',');

  private final Path directory;
  private final ResetLineWriter lines;
  private final long smallest;
  private final long larger;
  private final List<DeliveryManifest.Part> finished = new ArrayList<>();
  private Optional<Open> open = Optional.empty();

  PartFileWriter(Path directory, ResetLineWriter lines, long rows, int partSize) {
    this.directory = directory;
    this.lines = lines;
    long parts = Math.max(1, Math.ceilDiv(rows, partSize));
    this.smallest = rows / parts;
    this.larger = rows % parts;
    if (rows == 0) {
      open = Optional.of(new Open(new PartName(1)));
    }
  }

  /** Writes a line in the format of {@link ResetLineWriter#add}. */
  void write(int facility, int product, int quantity, String location) throws IOException {
    Open part = open.isPresent() ? open.get() : next();
    if (part.rows == sizeOf(part.name)) {
      part = next();
    }
    lines.add(facility, product, quantity, location);
    part.rows++;
    if (lines.areFull()) {
      lines.writeTo(part.out);
    }
  }

  /** Completes all parts. */
  List<DeliveryManifest.Part> finished() {
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
    Open part = new Open(new PartName(finished.size() + 1));
    open = Optional.of(part);
    return part;
  }

  /** The part that is being written. */
  private final class Open {
    private final PartName name;
    private final MessageDigest digest = ContentDigest.newSha256();
    private final OutputStream out;
    private long rows;

    Open(PartName name) {
      this.name = name;
      try {
        this.out =
            new DigestOutputStream(
                Files.newOutputStream(directory.resolve(name.toString())), digest);
        out.write(HEADER.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new StorageFailure("writing " + directory.resolve(name.toString()), e);
      }
    }

    DeliveryManifest.Part finish() {
      try (out) {
        lines.writeTo(out);
      } catch (IOException e) {
        throw new StorageFailure("writing " + name, e);
      }
      return new DeliveryManifest.Part(name, rows, ContentDigest.hex(digest.digest()));
    }
  }
}
