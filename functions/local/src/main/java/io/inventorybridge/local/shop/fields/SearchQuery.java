// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.graphql.RequestRefusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of Shopify's search language that the fake supports; it refuses the rest. */
final class SearchQuery {
  private static final Pattern TERM = Pattern.compile("([a-z_]+):(>=|>|<=|<)?'?([^' ]+)'?");

  private SearchQuery() {}

  static Predicate<Instant> updatedAt(@Nullable Object query) {
    return all(
        query,
        (name, comparing, value) -> {
          if (!name.equals("updated_at")) {
            throw unknown(name);
          }
          Instant bound = moment(value);
          return it -> compare(it.compareTo(bound), comparing);
        });
  }

  static Predicate<OrderState> orders(@Nullable Object query) {
    return all(
        query,
        (name, comparing, value) ->
            switch (name) {
              case "updated_at" ->
                  it -> compare(it.updatedAt().compareTo(moment(value)), comparing);
              case "created_at" ->
                  it -> compare(it.createdAt().compareTo(moment(value)), comparing);
              case "id" ->
                  it ->
                      compare(
                          Long.compare(Long.parseLong(it.number()), Long.parseLong(value)),
                          comparing);
              case "name" -> it -> value.equals("#" + it.number());
              default -> throw unknown(name);
            });
  }

  static Predicate<FakeVariant> variants(@Nullable Object query) {
    return all(
        query,
        (name, comparing, value) ->
            switch (name) {
              case "barcode" -> it -> it.barcode().filter(value::equals).isPresent();
              case "sku" -> it -> it.sku().filter(value::equals).isPresent();
              case "id" ->
                  it ->
                      compare(
                          Long.compare(Long.parseLong(it.number()), Long.parseLong(value)),
                          comparing);
              case "updated_at" ->
                  it -> compare(it.updatedAt().compareTo(moment(value)), comparing);
              default -> throw unknown(name);
            });
  }

  private interface Term<T> {
    Predicate<T> read(String name, String comparing, String value);
  }

  private static <T> Predicate<T> all(@Nullable Object query, Term<T> term) {
    Predicate<T> all = it -> true;
    String text = query == null ? "" : query.toString().strip();
    if (text.isEmpty()) {
      return all;
    }
    for (String part : text.split("\\s+(?:AND\\s+)?", -1)) {
      Matcher matcher = TERM.matcher(part);
      if (!matcher.matches()) {
        throw unknown(part);
      }
      String comparing = matcher.group(2) == null ? "=" : matcher.group(2);
      all = all.and(term.read(matcher.group(1), comparing, matcher.group(3)));
    }
    return all;
  }

  private static boolean compare(int compared, String comparing) {
    return switch (comparing) {
      case ">=" -> compared >= 0;
      case ">" -> compared > 0;
      case "<=" -> compared <= 0;
      case "<" -> compared < 0;
      default -> compared == 0;
    };
  }

  private static Instant moment(String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw new RequestRefusal("BAD_REQUEST", "the fake shop reads no such time: " + value);
    }
  }

  private static RequestRefusal unknown(String term) {
    return new RequestRefusal("BAD_REQUEST", "the fake shop does not search by " + term);
  }
}
