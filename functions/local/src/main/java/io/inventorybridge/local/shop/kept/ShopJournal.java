// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.inventorybridge.local.journal.AppendOnlyFile;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.ShopChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps a fake shop in a file, with one record of changes for each call or action. A call is kept
 * completely, with its key, or not at all.
 */
final class ShopJournal implements AutoCloseable {
  private static final TypeReference<List<ShopChange>> CHANGES = new TypeReference<>() {};
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(CHANGES);
  // More than any call has; only a whole catalog is split.
  private static final int MOST_CHANGES = 2_000;
  private static final Duration KEYS_LAST = ApiOptions.DEFAULTS.keyMemory();
  // Below this number of outdated changes a rewrite costs more than it saves.
  private static final long WORTH_COMPACTING = 10_000;

  private final AppendOnlyFile file;

  private ShopJournal(AppendOnlyFile file) {
    this.file = file;
  }

  /** Restores the shop from the file; returns the number of changes read. */
  static long read(Path path, FakeShop shop) {
    long[] changes = new long[1];
    AppendOnlyFile.read(
        path,
        (number, record) -> {
          List<ShopChange> read = parsed(path, number, record);
          read.forEach(shop::restore);
          changes[0] += read.size();
        },
        position -> {});
    return changes[0];
  }

  /** Restores the shop from the file and records its further changes there. */
  static ShopJournal keep(Path path, FakeShop shop) {
    long read = read(path, shop);
    Instant yesterday = shop.now().minus(KEYS_LAST);
    List<ShopChange> state = new ArrayList<>(shop.state());
    state.removeIf(it -> it instanceof ShopChange.KeyUsed used && used.at().isBefore(yesterday));
    if (read - state.size() > Math.max(WORTH_COMPACTING, state.size() / 2)) {
      AppendOnlyFile.replace(path, records(state).iterator());
    }
    ShopJournal journal = new ShopJournal(AppendOnlyFile.open(path));
    shop.setChangeListener(journal::append);
    return journal;
  }

  private void append(List<ShopChange> changes) {
    records(changes).forEach(file::append);
  }

  /** Writes the record that a full disk did not take, if there is one. */
  void writeWaiting() {
    file.writeWaiting();
  }

  private static List<String> records(List<ShopChange> changes) {
    return IntStream.iterate(0, from -> from < changes.size(), from -> from + MOST_CHANGES)
        .mapToObj(from -> changes.subList(from, Math.min(changes.size(), from + MOST_CHANGES)))
        .map(ShopJournal::text)
        .toList();
  }

  private static String text(List<ShopChange> changes) {
    try {
      return WRITER.writeValueAsString(changes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("changes are always writable", e);
    }
  }

  private static List<ShopChange> parsed(Path path, long number, String record) {
    try {
      return MAPPER.readValue(record, CHANGES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s, line %d is not a change of the shop: %s"
              .formatted(path, number, e.getOriginalMessage()),
          e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
