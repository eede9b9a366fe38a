// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendOnlyFileTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void setUp() {
    file = directory.resolve("records");
  }

  private List<String> records() {
    List<String> records = new ArrayList<>();
    AppendOnlyFile.read(file, (number, record) -> records.add(record), position -> {});
    return records;
  }

  private void append(String... records) {
    try (AppendOnlyFile open = AppendOnlyFile.open(file)) {
      for (String record : records) {
        open.append(record);
      }
    }
  }

  @Test
  void appendedRecordsAreReadInOrder() {
    append("eins", "zwei ü");
    append("drei");
    assertThat(records()).containsExactly("eins", "zwei ü", "drei");
  }

  @Test
  void everyCutWithinTheLastRecordCostsJustThatRecord() throws IOException {
    append("first", "second");
    byte[] whole = Files.readAllBytes(file);
    int secondBegins = new String(whole, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = secondBegins; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(records()).containsExactly("first");
      append("third");
      assertThat(records()).containsExactly("first", "third");
    }
  }

  @Test
  void aChangedRecordIsRefusedWhereverItStands() throws IOException {
    append("first", "second");
    byte[] whole = Files.readAllBytes(file);
    for (int at : new int[] {0, 10, whole.length - 2}) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(file, changed);
      assertThatThrownBy(this::records)
          .isInstanceOf(DamagedFile.class)
          .hasMessageMatching(".*records, line [12]: the record does not match its checksum");
    }
  }

  @Test
  void anEmptyLineIsDamage() throws IOException {
    append("first");
    Files.writeString(file, "\n", StandardOpenOption.APPEND);
    assertThatThrownBy(this::records).isInstanceOf(DamagedFile.class);
  }

  @Test
  void replacingPutsExactlyTheseRecords() {
    append("a", "b");
    AppendOnlyFile.replace(file, List.of("c").iterator());
    append("d");
    assertThat(records()).containsExactly("c", "d");
  }

  /** A disk with room for some bytes; it takes the first part of a line that does not fit. */
  private static final class SmallDisk implements SeekableByteChannel {
    private final FileChannel file;
    private long room;

    SmallDisk(Path path, long room) throws IOException {
      this.file = PrivateFiles.openForWriting(path);
      this.room = room;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (room == 0) {
        throw new IOException("No space left on device");
      }
      ByteBuffer part = bytes.slice();
      part.limit((int) Math.min(room, part.limit()));
      int written = file.write(part);
      room -= written;
      bytes.position(bytes.position() + written);
      return written;
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      room += Math.max(0, file.size() - size);
      file.truncate(size);
      return this;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      return file.read(bytes);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Test
  void aFullDiskKeepsWholeRecordsOnlyAndTheNextRoomTakesTheRest() throws IOException {
    for (int room = 0; room < 40; room++) {
      Files.deleteIfExists(file);
      SmallDisk[] disk = new SmallDisk[1];
      int size = room;
      try (AppendOnlyFile open =
          AppendOnlyFile.open(file, path -> disk[0] = new SmallDisk(path, size))) {
        List<String> written = new ArrayList<>();
        String waiting = "";
        for (String record : List.of("first", "second", "third", "fourth")) {
          try {
            open.append(record);
            written.add(record);
          } catch (UnwrittenRecord e) {
            assertThat(e)
                .hasMessageMatching(
                    ".*records cannot be written: No space left on device; make room on the disk, .*");
            waiting = waiting.isEmpty() ? record : waiting;
          }
          assertThat(records()).as("with room for %d bytes", room).isEqualTo(written);
        }
        assertThat(waiting).as("a record did not fit").isNotEmpty();
        assertThatThrownBy(open::writeWaiting).isInstanceOf(UnwrittenRecord.class);

        disk[0].room += 1_000;
        open.append("after");
        written.addAll(List.of(waiting, "after"));
        assertThat(records()).isEqualTo(written);
      }
      append("next start");
      assertThat(records()).endsWith("after", "next start");
    }
  }

  @Test
  void journalsAreOpenToTheirOwnerOnly() throws IOException {
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    append("a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    AppendOnlyFile.replace(file, List.of("b").iterator());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
