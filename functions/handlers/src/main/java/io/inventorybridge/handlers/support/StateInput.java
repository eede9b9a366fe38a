// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers.support;

import com.amazonaws.services.lambda.runtime.Context;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.LogId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The input that a state passes to its task. A missing name is an error that names it. */
public final class StateInput {
  /** A call starts no further batch when less than this time is left. */
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private static final int MILLISECONDS = 3;
  private static final Map<String, LogId> IDS =
      Map.of(
          "delivery", LogId.DELIVERY, "part", LogId.PART, "run", LogId.RUN, "attempt", LogId.RUN);

  private final Map<?, ?> input;

  public StateInput(Map<?, ?> input) {
    this.input = input;
  }

  /** Reads an input and sets its ids as the subject of log lines. */
  public static StateInput of(Map<?, ?> input, FunctionInvocation call) {
    IDS.forEach(
        (name, id) -> {
          if (input.get(name) instanceof String text) {
            call.addId(id, text);
          }
        });
    return new StateInput(input);
  }

  /** The key of a stored file in an EventBridge event, set as the subject of log lines. */
  public static String storedKey(Map<String, Object> event, FunctionInvocation call) {
    String key = new StateInput(event).object("detail").object("object").text("key");
    call.setSubject(LogId.KEY, key);
    return key;
  }

  public DeliveryId delivery() {
    return new DeliveryId(text("delivery"));
  }

  public PartName part() {
    return PartName.parse(text("part"));
  }

  public String text(String name) {
    Object value = input.get(name);
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException("the input has no text '%s': %s".formatted(name, value));
    }
    return text;
  }

  public String text(String name, String otherwise) {
    return input.get(name) == null ? otherwise : text(name);
  }

  /** A number; 0 if absent. */
  public long number(String name) {
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

  public StateInput object(String name) {
    Object value = input.get(name);
    if (!(value instanceof Map<?, ?> object)) {
      throw new IllegalArgumentException("the input has no object '%s': %s".formatted(name, value));
    }
    return new StateInput(object);
  }

  /** An object; one without fields if absent. */
  public StateInput objectOrEmpty(String name) {
    return input.get(name) == null ? new StateInput(Map.of()) : object(name);
  }

  /** A switch; off if absent. */
  public boolean flag(String name) {
    Object value = input.get(name);
    if (value != null && !(value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "the input's '%s' is neither true nor false: %s".formatted(name, value));
    }
    return Boolean.TRUE.equals(value);
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

  public static BooleanSupplier timeLeft(Context context) {
    return () -> context.getRemainingTimeInMillis() > RESERVE.toMillis();
  }
}
