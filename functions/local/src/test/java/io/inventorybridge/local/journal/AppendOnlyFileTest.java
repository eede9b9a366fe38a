// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
}
