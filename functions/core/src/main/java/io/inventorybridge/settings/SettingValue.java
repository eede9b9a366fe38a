// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import io.inventorybridge.stock.ShopifyNumbers;
import io.inventorybridge.support.text.DecimalMark;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A written value with its position, so that an error message can name it. */
record SettingValue(String file, String name, SettingLiteral written) {

  /** Reads the value; a null value, which means "none", gives empty. */
  <T> Optional<T> optional(Function<SettingValue, T> reading) {
    return written instanceof SettingLiteral.NullValue
        ? Optional.empty()
        : Optional.of(reading.apply(this));
  }

  Duration duration() {
    if (written instanceof SettingLiteral.Text text) {
      try {
        Duration duration = Duration.parse(text.value());
        if (!duration.isNegative()) {
          return duration;
        }
      } catch (DateTimeException e) {
        throw refused("a duration such as PT1H");
      }
    }
    throw refused("a duration such as PT1H");
  }

  Instant instant() {
    if (written instanceof SettingLiteral.Text text) {
      try {
        return OffsetDateTime.parse(text.value()).toInstant();
      } catch (DateTimeException e) {
        throw refused("a time with offset such as 2026-11-23T00:00:00Z");
      }
    }
    throw refused("a time with offset such as 2026-11-23T00:00:00Z");
  }

  ZoneId zone() {
    if (written instanceof SettingLiteral.Text text) {
      try {
        return ZoneId.of(text.value());
      } catch (DateTimeException e) {
        throw refused("a time zone such as America/El_Salvador");
      }
    }
    throw refused("a time zone such as America/El_Salvador");
  }

  SnapshotPattern pattern() {
    if (written instanceof SettingLiteral.Text text) {
      try {
        return new SnapshotPattern(text.value());
      } catch (IllegalArgumentException e) {
        throw refused("a pattern of date and time such as yyyyMMdd_HHmm");
      }
    }
    throw refused("a pattern of date and time such as yyyyMMdd_HHmm");
  }

  int count(int least, int most) {
    if (written instanceof SettingLiteral.NumberValue number
        && number.value().stripTrailingZeros().scale() <= 0) {
      BigDecimal value = number.value();
      if (value.compareTo(BigDecimal.valueOf(least)) >= 0
          && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return value.intValueExact();
      }
    }
    throw refused("a whole number from %d to %d".formatted(least, most));
  }

  ExactRatio ratio() {
    try {
      if (written instanceof SettingLiteral.NumberValue number) {
        return ExactRatio.of(number.value());
      }
      if (written instanceof SettingLiteral.Text text) {
        return ExactRatio.parse(text.value());
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refused("a ratio such as 0.3 or \"1/3\"");
    }
    throw refused("a ratio such as 0.3 or \"1/3\"");
  }

  boolean bool() {
    if (written instanceof SettingLiteral.BooleanValue truth) {
      return truth.value();
    }
    throw refused("true or false");
  }

  /** Reads a short name or number, as written. */
  String word() {
    if (written instanceof SettingLiteral.Text text && !text.value().isBlank()) {
      return text.value().strip();
    }
    if (written instanceof SettingLiteral.NumberValue number) {
      return number.value().toPlainString();
    }
    throw refused("a text that is not empty");
  }

  /** Reads a list of short names or numbers. */
  List<String> words() {
    if (!(written instanceof SettingLiteral.Sequence list)) {
      throw refused("a list of texts such as [\"*.done\", \"*.tmp\"]");
    }
    return list.values().stream().map(value -> new SettingValue(file, name, value).word()).toList();
  }

  DecimalMark decimalMark() {
    String text = written instanceof SettingLiteral.Text mark ? mark.value().strip() : "";
    return switch (text) {
      case "." -> DecimalMark.POINT;
      case "," -> DecimalMark.COMMA;
      default -> throw refused("\".\" or \",\"");
    };
  }

  /** Reads one of Shopify's numbers, also at the end of a full id. */
  String numberOfShop() {
    String number =
        switch (written) {
          case SettingLiteral.Text text -> ShopifyNumbers.number(text.value().strip());
          case SettingLiteral.NumberValue figure -> figure.value().toPlainString();
          default -> "";
        };
    if (ShopifyNumbers.isNumber(number)) {
      return number;
    }
    throw refused("the number of one of the shop's locations, such as 7001");
  }

  <E extends Enum<E>> E oneOf(Class<E> type) {
    if (written instanceof SettingLiteral.Text text) {
      for (E constant : type.getEnumConstants()) {
        if (constant.name().equalsIgnoreCase(text.value().strip())) {
          return constant;
        }
      }
    }
    throw refused(
        "one of "
            + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()));
  }

  OpeningHours openingHours() {
    if (!(written instanceof SettingLiteral.Table table)) {
      throw refused("an object of facility groups");
    }
    return OpeningHours.parse(file, table);
  }

  IllegalSettings refused(String expected) {
    return new IllegalSettings(
        file, "%s must be %s, not %s".formatted(name, expected, written.quoted()));
  }
}
