// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a line says, in the few shapes that Powertools writes by itself. */
final class Details {
  private static final int LONGEST = 2_000;

  // Powertools escapes quotes and line ends, and no other control character; what turns the
  // direction of a text would show another one than there is.
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");
  private static final Set<String> IDS =
      Stream.of(Id.values()).map(Id::field).collect(Collectors.toUnmodifiableSet());

  private Details() {}

  /** Without those that are ids, which a line carries anyway. */
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
      case Collection<?> many -> many.stream().map(Details::value).toList();
      case null -> "null";
      default -> visible(value.toString());
    };
  }

  /** As it can stand in a line: in one line, and not longer than anybody reads. */
  static String visible(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return INVISIBLE.matcher(cut).replaceAll("?");
  }
}
