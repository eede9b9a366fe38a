// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answers to fields, by type and name. */
public final class FieldResolvers {
  private final Map<String, DataFetcher<?>> answers = new HashMap<>();

  public Optional<DataFetcher<?>> find(String type, String field) {
    DataFetcher<?> own = answers.get(type + "." + field);
    return own != null ? Optional.of(own) : general(type, field);
  }

  // Connections and their pages work the same for every type.
  private static Optional<DataFetcher<?>> general(String type, String field) {
    if (type.endsWith("Connection")) {
      return switch (field) {
        case "nodes" -> Optional.of(page(ConnectionPage::nodes));
        case "edges" -> Optional.of(page(ConnectionPage::edges));
        case "pageInfo" -> Optional.of(page(it -> it));
        default -> Optional.empty();
      };
    }
    if (type.endsWith("Edge")) {
      return switch (field) {
        case "node" -> Optional.of(asked -> source(asked, ConnectionPage.Edge.class).node());
        case "cursor" -> Optional.of(asked -> source(asked, ConnectionPage.Edge.class).cursor());
        default -> Optional.empty();
      };
    }
    if (type.equals("PageInfo")) {
      return switch (field) {
        case "hasNextPage" -> Optional.of(page(ConnectionPage::later));
        case "hasPreviousPage" -> Optional.of(page(ConnectionPage::earlier));
        case "startCursor" -> Optional.of(page(it -> it.start().orElse(null)));
        case "endCursor" -> Optional.of(page(it -> it.end().orElse(null)));
        default -> Optional.empty();
      };
    }
    if (type.endsWith("UserError")) {
      return switch (field) {
        case "message" -> Optional.of(error(UserError::message));
        case "code" -> Optional.of(error(it -> it.code().isEmpty() ? null : it.code()));
        case "field" -> Optional.of(error(it -> it.field().isEmpty() ? null : it.field()));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private static DataFetcher<?> page(Function<ConnectionPage, @Nullable Object> read) {
    return asked -> read.apply(source(asked, ConnectionPage.class));
  }

  private static DataFetcher<?> error(Function<UserError, @Nullable Object> read) {
    return asked -> read.apply(source(asked, UserError.class));
  }

  public FieldResolvers answer(String type, String field, DataFetcher<?> answer) {
    answers.put(type + "." + field, answer);
    return this;
  }

  /** Registers a value of the source; an empty optional becomes null. */
  public <S> FieldResolvers value(
      String type, Class<S> source, String field, Function<S, Object> read) {
    return answer(
        type,
        field,
        asked -> {
          Object value = read.apply(source(asked, source));
          return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        });
  }

  public static <S> S source(DataFetchingEnvironment asked, Class<S> type) {
    return type.cast(
        Optional.ofNullable(asked.<Object>getSource())
            .orElseThrow(() -> new IllegalStateException("a field without a source")));
  }

  /** The elements of a root, computed once for all steps of a bulk query. */
  @SuppressWarnings("unchecked") // a root has one kind of elements
  public static <T> ConnectionPage roots(
      DataFetchingEnvironment asked, Supplier<List<T>> all, Function<T, String> cursor) {
    Slice slice = asked.getGraphQlContext().getOrDefault(Slice.class, Slice.NONE);
    return page(
        asked,
        slice.bulk()
            ? (List<T>)
                slice
                    .roots()
                    .computeIfAbsent(asked.getExecutionStepInfo().getResultKey(), it -> all.get())
            : all.get(),
        cursor);
  }

  /** The requested part of the elements, as a connection. */
  public static <T> ConnectionPage page(
      DataFetchingEnvironment asked, List<T> all, Function<T, String> cursor) {
    Slice slice = asked.getGraphQlContext().getOrDefault(Slice.class, Slice.NONE);
    if (slice.bulk()) {
      boolean root = asked.getExecutionStepInfo().getPath().getLevel() == 1;
      return root ? slice.of(all) : new ConnectionPage(all, false, false, List.of());
    }
    Integer first = asked.getArgument("first");
    Integer last = asked.getArgument("last");
    if (first == null && last == null) {
      throw new RequestRefusal("BAD_REQUEST", "you must provide one of first or last");
    }
    if (first != null && last != null) {
      throw new RequestRefusal("BAD_REQUEST", "providing both first and last is not supported");
    }
    int most = Optional.ofNullable(first).or(() -> Optional.ofNullable(last)).orElseThrow();
    if (most < 1 || most > 250) {
      throw new RequestRefusal(
          "BAD_REQUEST",
          (first != null ? "first" : "last") + " must be from 1 to 250, not " + most);
    }
    boolean reversed = asked.getArgumentOrDefault("reverse", false);
    List<T> ordered = reversed ? all.reversed() : all;
    List<String> cursors = ordered.stream().map(cursor).toList();
    int begin = Math.min(after(cursors, asked.getArgument("after")), cursors.size());
    int end = Math.max(begin, before(cursors, asked.getArgument("before")));
    if (first != null) {
      end = Math.min(end, begin + most);
    } else {
      begin = Math.max(begin, end - most);
    }
    return new ConnectionPage(
        ordered.subList(begin, end), end < all.size(), begin > 0, cursors.subList(begin, end));
  }

  private static int after(List<String> cursors, @Nullable String after) {
    if (after == null) {
      return 0;
    }
    int there = cursors.indexOf(after);
    return there < 0 ? cursors.size() : there + 1;
  }

  private static int before(List<String> cursors, @Nullable String before) {
    int there = before == null ? -1 : cursors.indexOf(before);
    return there < 0 ? cursors.size() : there;
  }

  /**
   * The slice of the roots for one step of a bulk query.
   *
   * @param from the first, below 0 when this is not a bulk query
   * @param roots elements found so far, by the root's name in the reply; the same map for all steps
   */
  public record Slice(int from, int size, Map<String, List<?>> roots) {
    public static final Slice NONE = new Slice(-1, 0, Map.of());

    boolean bulk() {
      return from >= 0;
    }

    ConnectionPage of(List<?> all) {
      int begin = Math.min(from, all.size());
      int end = Math.min(all.size(), begin + size);
      return new ConnectionPage(all.subList(begin, end), end < all.size(), false, List.of());
    }
  }
}
