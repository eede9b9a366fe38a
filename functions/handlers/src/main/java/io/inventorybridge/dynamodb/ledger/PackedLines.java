// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.PackedText;
import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.records.BadRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The lines of a large order in one packed attribute. As a list of maps, thousands of lines exceed
 * the 400 KB of an item. Fields and lines are separated by control characters, which no id has.
 */
final class PackedLines {
  /** Fewer lines are stored as a list, which is readable in the console. */
  static final int MOST_UNPACKED = 100;

  static final String PACKED = "packed";

  private static final int MOST_BYTES = 380_000;
  private static final String LINE = "\u001e";
  private static final String FIELD = "\u001f";
  private static final String TIME = "=";

  private PackedLines() {}

  /**
   * Packs shipped items.
   *
   * @throws BadRecord if they are too large for an item
   */
  static AttributeValue shipped(List<OrderFacts.Shipped> shipped, String record) {
    return pack(
        shipped.stream()
            .map(
                item ->
                    String.join(
                            FIELD,
                            item.seqId(),
                            item.units().toString(),
                            item.completedAt().toString())
                        + item.knownSince().stream()
                            .map(known -> FIELD + known.since() + TIME + known.units())
                            .collect(Collectors.joining()))
            .collect(Collectors.joining(LINE)),
        record);
  }

  static List<OrderFacts.Shipped> shipped(Map<String, AttributeValue> item) {
    return lines(
        item,
        fields ->
            new OrderFacts.Shipped(
                fields.get(0),
                units(fields.get(1)),
                Instant.parse(fields.get(2)),
                fields.subList(3, fields.size()).stream().map(PackedLines::known).toList()));
  }

  private static OrderFacts.KnownSince known(String field) {
    int time = field.indexOf(TIME);
    return new OrderFacts.KnownSince(
        Instant.parse(field.substring(0, time)), units(field.substring(time + 1)));
  }

  /**
   * Packs the lines of a counter's part.
   *
   * @throws BadRecord if they are too large for an item
   */
  static AttributeValue counted(List<CounterPart.Line> lines, String record) {
    return pack(
        lines.stream()
            .map(
                line ->
                    String.join(
                        FIELD,
                        line.seqId(),
                        line.taken().toString(),
                        line.restocked().toString(),
                        Boolean.toString(line.shipped())))
            .collect(Collectors.joining(LINE)),
        record);
  }

  static List<CounterPart.Line> counted(Map<String, AttributeValue> item) {
    return lines(
        item,
        fields ->
            new CounterPart.Line(
                fields.get(0),
                units(fields.get(1)),
                units(fields.get(2)),
                Boolean.parseBoolean(fields.get(3))));
  }

  private static AttributeValue pack(String text, String record) {
    byte[] packed = PackedText.pack(text);
    if (packed.length > MOST_BYTES) {
      throw new BadRecord(
          "%s has lines of %,d bytes, more than %,d; split the order"
              .formatted(record, packed.length, MOST_BYTES));
    }
    return AttributeValue.fromB(SdkBytes.fromByteArray(packed));
  }

  private static <T> List<T> lines(
      Map<String, AttributeValue> item, Function<List<String>, T> reading) {
    String record = AttributeCodec.describe(item);
    List<T> lines = new ArrayList<>();
    try {
      for (String line :
          PackedText.unpack(AttributeCodec.bytes(item, PACKED), record).split(LINE, -1)) {
        lines.add(reading.apply(Arrays.asList(line.split(FIELD, -1))));
      }
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new BadRecord(record + ": a packed line is damaged", e);
    }
    return lines;
  }

  private static StockQuantity units(String text) {
    return StockQuantity.of(Long.parseLong(text));
  }
}
