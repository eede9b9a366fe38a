// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a line, in the few shapes that Powertools writes by itself. */
final class LogFields {
  private static final int LONGEST = 2_000;

  // Powertools escapes quotes and line ends, but no other control character. Characters that change
  // the direction of text would disguise it.
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");
  private static final Set<String> IDS =
      Stream.of(LogId.values()).map(LogId::field).collect(Collectors.toUnmodifiableSet());

  private LogFields() {}

  /** The details without ids, which every line carries anyway. */
  static Map<String, Object> of(Map<String, ?> details) {
    Map<String, Object> written = new LinkedHashMap<>();
    details.forEach(
        (name, value) -> {
          if (!IDS.contains(name)) {
            written.put(name, value(value));
          }
        });
    return written;
  }

  private static Object value(Object value) {
    return switch (value) {
      case Number number -> number;
      case Boolean truth -> truth;
      case Map<?, ?> map -> {
        Map<String, Object> written = new LinkedHashMap<>();
        map.forEach((name, inner) -> written.put(visible(String.valueOf(name)), value(inner)));
        yield written;
      }
      case Collection<?> many -> many.stream().map(LogFields::value).toList();
      case null -> "null";
      default -> visible(value.toString());
    };
  }

  /** The text in one line, without invisible characters, cut to a readable length. */
  static String visible(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return INVISIBLE.matcher(cut).replaceAll("?");
  }
}
