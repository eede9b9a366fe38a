// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.log.Call;
import io.inventorybridge.log.Id;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The input that a state passes to its task. A missing name is an error that names it. */
final class TaskInput {
  /** A call starts no further batch when less than this time is left. */
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private static final int MILLISECONDS = 3;
  private static final Map<String, Id> IDS =
      Map.of("delivery", Id.DELIVERY, "part", Id.PART, "run", Id.RUN, "attempt", Id.RUN);

  private final Map<?, ?> input;

  TaskInput(Map<?, ?> input) {
    this.input = input;
  }

  /** Reads an input and sets its ids as the subject of log lines. */
  static TaskInput of(Map<?, ?> input, Call call) {
    IDS.forEach(
        (name, id) -> {
          if (input.get(name) instanceof String text) {
            call.and(id, text);
          }
        });
    return new TaskInput(input);
  }

  /** The key of a stored file in an EventBridge event, set as the subject of log lines. */
  static String storedKey(Map<String, Object> event, Call call) {
    String key = new TaskInput(event).object("detail").object("object").text("key");
    call.about(Id.KEY, key);
    return key;
  }

  DeliveryId delivery() {
    return new DeliveryId(text("delivery"));
  }

  PartName part() {
    return PartName.parse(text("part"));
  }

  String text(String name) {
    Object value = input.get(name);
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException("the input has no text '%s': %s".formatted(name, value));
    }
    return text;
  }

  String text(String name, String otherwise) {
    return input.get(name) == null ? otherwise : text(name);
  }

  /** A number; 0 if absent. */
  long number(String name) {
    Object value = input.get(name);
    if (value == null) {
      return 0;
    }
    if (!(value instanceof Number number)) {
      throw new IllegalArgumentException(
          "the input's '%s' is not a number: %s".formatted(name, value));
    }
    return number.longValue();
  }

  TaskInput object(String name) {
    Object value = input.get(name);
    if (!(value instanceof Map<?, ?> object)) {
      throw new IllegalArgumentException("the input has no object '%s': %s".formatted(name, value));
    }
    return new TaskInput(object);
  }

  Duration seconds() {
    Object value = input.get("seconds");
    return value == null
        ? Duration.ZERO
        : Duration.ofMillis(
            new BigDecimal(value.toString()).scaleByPowerOfTen(MILLISECONDS).longValue());
  }

  static double seconds(Duration took) {
    return BigDecimal.valueOf(took.toMillis(), MILLISECONDS).doubleValue();
  }

  static BooleanSupplier timeLeft(Context context) {
    return () -> context.getRemainingTimeInMillis() > RESERVE.toMillis();
  }
}
