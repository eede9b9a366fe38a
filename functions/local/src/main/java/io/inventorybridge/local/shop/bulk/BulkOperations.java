// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import graphql.ExecutionResult;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.schema.DataFetchingEnvironment;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.RequestFault;
import io.inventorybridge.local.shop.fields.ShopifyIds;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.GraphQlEngine;
import io.inventorybridge.local.shop.graphql.RequestOrigin;
import io.inventorybridge.local.shop.graphql.RequestRefusal;
import io.inventorybridge.local.shop.graphql.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bulk queries and mutations. A query sees the shop as of its start, the oldest state that Shopify
 * may show. A parent is the nearest enclosing node; with a root of variants this is the variant,
 * which is guessed. In ungrouped results children come last.
 */
public final class BulkOperations {
  private static final int ROOTS_A_STEP = 500;
  private static final Duration RESULTS_LAST = Duration.ofDays(7);
  private static final String QUERY = "QUERY";
  private static final String MUTATION = "MUTATION";

  private final FakeShop shop;
  private final ApiOptions options;
  private final StagedUploads uploads;
  private final Map<String, Bulk> operations = new LinkedHashMap<>();
  private Optional<GraphQlEngine> engine = Optional.empty();

  /** A bulk operation and its complete result. */
  public record Bulk(
      String number,
      String type,
      String query,
      Instant createdAt,
      Instant readyAt,
      long objects,
      long roots,
      String result,
      String client,
      Optional<Instant> cancelledAt) {
    Bulk cancelled(Instant at) {
      return new Bulk(
          number, type, query, createdAt, readyAt, objects, roots, result, client, Optional.of(at));
    }
  }

  private record BulkCancelled(Optional<Bulk> bulk, List<UserError> errors) {}

  private record BulkStarted(Optional<Bulk> bulk, List<UserError> errors) {}

  private record Lines(StringBuilder text, long objects, long roots) {}

  public BulkOperations(FakeShop shop, ApiOptions options, StagedUploads uploads) {
    this.shop = shop;
    this.options = options;
    this.uploads = uploads;
  }

  public void runOn(GraphQlEngine running) {
    engine = Optional.of(running);
  }

  public void addTo(FieldResolvers fields) {
    fields
        .answer("Mutation", "bulkOperationRunQuery", this::startQuery)
        .answer("Mutation", "bulkOperationRunMutation", this::startMutation)
        .answer("Mutation", "bulkOperationCancel", this::cancel)
        .answer("QueryRoot", "bulkOperation", asked -> find(asked.getArgument("id")).orElse(null))
        .answer("QueryRoot", "bulkOperations", this::all)
        .answer("QueryRoot", "currentBulkOperation", this::current)
        .value(
            "BulkOperationCancelPayload", BulkCancelled.class, "bulkOperation", BulkCancelled::bulk)
        .value(
            "BulkOperationCancelPayload", BulkCancelled.class, "userErrors", BulkCancelled::errors);
    for (String payload :
        List.of("BulkOperationRunQueryPayload", "BulkOperationRunMutationPayload")) {
      fields
          .value(payload, BulkStarted.class, "bulkOperation", BulkStarted::bulk)
          .value(payload, BulkStarted.class, "userErrors", BulkStarted::errors);
    }
    fields
        .value("BulkOperation", Bulk.class, "id", it -> ShopifyIds.of("BulkOperation", it.number()))
        .value("BulkOperation", Bulk.class, "type", Bulk::type)
        .value("BulkOperation", Bulk.class, "query", Bulk::query)
        .value("BulkOperation", Bulk.class, "status", this::status)
        .value("BulkOperation", Bulk.class, "errorCode", it -> Optional.empty())
        .value("BulkOperation", Bulk.class, "createdAt", Bulk::createdAt)
        .value("BulkOperation", Bulk.class, "completedAt", it -> done(it).map(Bulk::readyAt))
        .value(
            "BulkOperation",
            Bulk.class,
            "objectCount",
            it -> done(it).map(Bulk::objects).orElse(0L))
        .value(
            "BulkOperation",
            Bulk.class,
            "rootObjectCount",
            it -> done(it).map(Bulk::roots).orElse(0L))
        .value(
            "BulkOperation",
            Bulk.class,
            "fileSize",
            it -> done(it).map(d -> (long) d.result().length()))
        .value("BulkOperation", Bulk.class, "partialDataUrl", it -> Optional.empty())
        .answer(
            "BulkOperation",
            "url",
            asked ->
                kept(FieldResolvers.source(asked, Bulk.class))
                    .filter(it -> !it.result().isEmpty())
                    .map(
                        it ->
                            RequestOrigin.of(asked)
                                .base()
                                .resolve("/bulk/" + it.number() + ".jsonl")
                                .toString())
                    .orElse(null));
  }

  /** The operation with this id; empty if there is none. */
  public Optional<Bulk> find(@Nullable Object gid) {
    return ShopifyIds.number("BulkOperation", gid).map(operations::get);
  }

  private List<Bulk> own(DataFetchingEnvironment asked) {
    String client = RequestOrigin.of(asked).client();
    return operations.values().stream().filter(it -> it.client().equals(client)).toList();
  }

  private Object all(DataFetchingEnvironment asked) {
    return FieldResolvers.page(asked, own(asked), Bulk::number);
  }

  private @Nullable Object current(DataFetchingEnvironment asked) {
    String type = asked.getArgumentOrDefault("type", QUERY);
    return own(asked).reversed().stream()
        .filter(it -> it.type().equals(type))
        .findFirst()
        .orElse(null);
  }

  private Object cancel(DataFetchingEnvironment asked) {
    Optional<Bulk> found = find(asked.getArgument("id"));
    if (found.isEmpty()) {
      return new BulkCancelled(
          Optional.empty(),
          List.of(new UserError(List.of("id"), "Bulk operation does not exist", "")));
    }
    if (!running(found.get())) {
      return new BulkCancelled(
          found,
          List.of(
              new UserError(
                  List.of(),
                  "A bulk operation cannot be canceled when it is "
                      + status(found.get()).toLowerCase(Locale.ROOT),
                  "")));
    }
    Bulk cancelled = found.get().cancelled(shop.now());
    operations.put(cancelled.number(), cancelled);
    return new BulkCancelled(Optional.of(cancelled), List.of());
  }

  private boolean running(Bulk bulk) {
    return bulk.cancelledAt().isEmpty() && done(bulk).isEmpty();
  }

  /** The result lines of a completed operation. */
  public Optional<String> result(String number) {
    return Optional.ofNullable(operations.get(number)).flatMap(this::kept).map(Bulk::result);
  }

  private String status(Bulk bulk) {
    if (bulk.cancelledAt().isPresent()) {
      return "CANCELED";
    }
    if (done(bulk).isPresent()) {
      return "COMPLETED";
    }
    return shop.now().isAfter(bulk.createdAt()) ? "RUNNING" : "CREATED";
  }

  private Optional<Bulk> done(Bulk bulk) {
    return shop.now().isBefore(bulk.readyAt()) || bulk.cancelledAt().isPresent()
        ? Optional.empty()
        : Optional.of(bulk);
  }

  // Shopify keeps results for seven days.
  private Optional<Bulk> kept(Bulk bulk) {
    return done(bulk).filter(it -> shop.now().isBefore(it.readyAt().plus(RESULTS_LAST)));
  }

  private Object startQuery(DataFetchingEnvironment asked) {
    String text = asked.getArgumentOrDefault("query", "");
    boolean grouped = asked.getArgumentOrDefault("groupObjects", false);
    RequestOrigin origin = RequestOrigin.of(asked);
    Optional<UserError> busy = busy(asked, QUERY);
    if (busy.isPresent()) {
      return new BulkStarted(Optional.empty(), List.of(busy.get()));
    }
    return switch (engine().prepare(text)) {
      case GraphQlEngine.Invalid invalid ->
          refused(invalid.errors().stream().map(it -> String.valueOf(it.get("message"))).toList());
      case GraphQlEngine.Valid valid -> {
        List<String> violations = BulkRules.violations(engine().schema(), valid.operation());
        yield violations.isEmpty()
            ? started(origin, QUERY, text, read(text, grouped, origin))
            : refused(violations);
      }
    };
  }

  private static BulkStarted refused(List<String> violations) {
    return new BulkStarted(
        Optional.empty(),
        violations.stream().map(it -> new UserError(List.of("query"), it, "INVALID")).toList());
  }

  private BulkStarted started(RequestOrigin origin, String type, String text, Lines lines) {
    Instant now = shop.now();
    Bulk bulk =
        new Bulk(
            Long.toString(shop.nextNumber()),
            type,
            text,
            now,
            now.plus(options.bulkTime(lines.objects())),
            lines.objects(),
            lines.roots(),
            lines.text().toString(),
            origin.client(),
            Optional.empty());
    operations.put(bulk.number(), bulk);
    return new BulkStarted(Optional.of(bulk), List.of());
  }

  private Optional<UserError> busy(DataFetchingEnvironment asked, String type) {
    List<String> running =
        own(asked).stream()
            .filter(it -> it.type().equals(type) && running(it))
            .map(it -> ShopifyIds.of("BulkOperation", it.number()))
            .toList();
    if (running.size() < options.bulkAtOnce()) {
      return Optional.empty();
    }
    String kind = type.equals(QUERY) ? "query" : "mutation";
    return Optional.of(
        new UserError(
            List.of(),
            "A bulk %s operation for this app and shop is already in progress: %s."
                .formatted(kind, String.join(", ", running)),
            "OPERATION_IN_PROGRESS"));
  }

  private Lines read(String text, boolean grouped, RequestOrigin origin) {
    StringBuilder lines = new StringBuilder();
    StringBuilder children = new StringBuilder();
    long[] objects = new long[2];
    Map<String, List<?>> roots = new HashMap<>();
    for (int from = 0; ; from += ROOTS_A_STEP) {
      ExecutionResult step =
          engine()
              .run(
                  text,
                  Map.of(),
                  RequestFault.NONE,
                  new FieldResolvers.Slice(from, ROOTS_A_STEP, roots),
                  origin);
      if (!step.getErrors().isEmpty()) {
        throw new RequestRefusal("BAD_REQUEST", step.getErrors().getFirst().getMessage());
      }
      long before = objects[0];
      Map<String, Object> data =
          Optional.ofNullable(step.<Map<String, Object>>getData()).orElseThrow();
      for (Object root : data.values()) {
        for (Object node : nodes(root)) {
          objects[1]++;
          write(node, Optional.empty(), lines, grouped ? lines : children, objects);
        }
      }
      if (objects[0] == before) {
        return new Lines(lines.append(children), objects[0], objects[1]);
      }
    }
  }

  // Writes a node on its own line, followed by the nodes of its connections.
  private static void write(
      Object node,
      Optional<Object> parent,
      StringBuilder lines,
      StringBuilder below,
      long[] count) {
    Map<String, Object> line = new LinkedHashMap<>();
    List<Object> children = new ArrayList<>();
    strip(node, line, children);
    parent.ifPresent(it -> line.put("__parentId", it));
    lines.append(json(line)).append('\n');
    count[0]++;
    for (Object child : children) {
      write(child, Optional.ofNullable(line.get("id")), below, below, count);
    }
  }

  private static void strip(Object node, Map<String, Object> line, List<Object> children) {
    ((Map<?, ?>) node)
        .forEach(
            (key, value) -> {
              if (value instanceof Map<?, ?> object && object.containsKey("edges")) {
                children.addAll(nodes(object));
              } else if (value instanceof Map<?, ?> object) {
                Map<String, Object> inner = new LinkedHashMap<>();
                strip(object, inner, children);
                line.put(key.toString(), inner);
              } else {
                line.put(key.toString(), value);
              }
            });
  }

  private static List<Object> nodes(Object connection) {
    List<Object> nodes = new ArrayList<>();
    if (connection instanceof Map<?, ?> map && map.get("edges") instanceof List<?> edges) {
      edges.forEach(edge -> nodes.add(((Map<?, ?>) edge).get("node")));
    }
    return nodes;
  }

  private Object startMutation(DataFetchingEnvironment asked) {
    String text = asked.getArgumentOrDefault("mutation", "");
    Optional<UserError> wrong = busy(asked, MUTATION).or(() -> wrongMutation(text));
    if (wrong.isPresent()) {
      return new BulkStarted(Optional.empty(), List.of(wrong.get()));
    }
    return switch (uploads.find(asked.getArgumentOrDefault("stagedUploadPath", ""))) {
      case StagedUploads.Missing missing ->
          wrong(
              "The JSONL file could not be found. Try uploading the file again, and check that"
                  + " you've entered the URL correctly for the stagedUploadPath mutation argument.",
              "NO_SUCH_FILE");
      case StagedUploads.TooLarge large ->
          wrong(
              "The input file size exceeds the maximum allowed size of 100 MB.",
              "INVALID_STAGED_UPLOAD_FILE");
      case StagedUploads.Found found ->
          started(
              RequestOrigin.of(asked), MUTATION, text, write(text, found, RequestOrigin.of(asked)));
    };
  }

  private static BulkStarted wrong(String message, String code) {
    return new BulkStarted(Optional.empty(), List.of(new UserError(List.of(), message, code)));
  }

  private Optional<UserError> wrongMutation(String text) {
    return switch (engine().prepare(text)) {
      case GraphQlEngine.Invalid invalid ->
          Optional.of(
              new UserError(
                  List.of(),
                  "Failed to parse the mutation - " + invalid.errors().getFirst().get("message"),
                  "INVALID_MUTATION"));
      case GraphQlEngine.Valid valid -> wrongMutation(valid.operation());
    };
  }

  private static Optional<UserError> wrongMutation(OperationDefinition operation) {
    if (operation.getOperation() != OperationDefinition.Operation.MUTATION) {
      return Optional.of(
          new UserError(
              List.of(),
              "Invalid operation type. Only `mutation` operations are supported.",
              "INVALID_MUTATION"));
    }
    List<Field> fields = operation.getSelectionSet().getSelectionsOfType(Field.class);
    if (fields.size() != 1) {
      return Optional.of(
          new UserError(List.of("mutation"), "You must specify a single top level mutation.", ""));
    }
    return fields.getFirst().getName().startsWith("bulkOperation")
        ? Optional.of(
            new UserError(List.of("mutation"), "You must use an allowed mutation name.", ""))
        : Optional.empty();
  }

  // Each line is a call with its own key; the result refers to it by line number, from 0.
  private Lines write(String text, StagedUploads.Found found, RequestOrigin origin) {
    StringBuilder lines = new StringBuilder();
    List<String> calls = found.text().lines().filter(it -> !it.isBlank()).toList();
    for (int i = 0; i < calls.size(); i++) {
      Map<String, Object> variables;
      try {
        variables =
            JsonCodec.MAPPER.readValue(
                calls.get(i), new TypeReference<HashMap<String, Object>>() {});
      } catch (JsonProcessingException e) {
        throw new RequestRefusal("BAD_REQUEST", "line " + i + " is not JSON");
      }
      ExecutionResult result =
          engine().run(text, variables, RequestFault.NONE, FieldResolvers.Slice.NONE, origin);
      Map<String, Object> line = new LinkedHashMap<>(result.toSpecification());
      line.put("__lineNumber", i);
      lines.append(json(line)).append('\n');
    }
    return new Lines(lines, calls.size(), calls.size());
  }

  private GraphQlEngine engine() {
    return engine.orElseThrow(() -> new IllegalStateException("nothing runs bulk operations"));
  }

  private static String json(Map<String, Object> object) {
    try {
      return JsonCodec.MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reply is always writable", e);
    }
  }
}
