// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import graphql.ExecutionResult;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FaultPlan;
import io.inventorybridge.local.shop.RequestFault;
import io.inventorybridge.local.shop.bulk.BulkOperations;
import io.inventorybridge.local.shop.bulk.StagedUploads;
import io.inventorybridge.local.shop.fields.IdempotencyStore;
import io.inventorybridge.local.shop.fields.MutationFields;
import io.inventorybridge.local.shop.fields.ShipmentFields;
import io.inventorybridge.local.shop.fields.ShopFields;
import io.inventorybridge.local.shop.fields.StaffMutations;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.GraphQlEngine;
import io.inventorybridge.local.shop.graphql.PointBucket;
import io.inventorybridge.local.shop.graphql.QueryCost;
import io.inventorybridge.local.shop.graphql.RequestOrigin;
import io.inventorybridge.local.shop.graphql.VariableCheck;
import io.inventorybridge.shopify.ShopTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shopify's Admin API over a fake shop, called in this process or through {@link ShopServer}. It
 * executes Shopify's own schema and enforces the rules outside it: keys, the field to compare,
 * lengths, bounds, points, the rules of bulk operations. Recorded replies of Shopify are given word
 * for word; guesses are marked where they are made. Guessed here: the texts of a throttled reply
 * and of a query above 1,000 points, and that a refused request without data costs nothing.
 * Thread-safe; handles one request at a time.
 */
public final class FakeShopify implements ShopTransport {
  private static final int MOST_POINTS_A_QUERY = 1000;
  private static final Duration TOKENS_LAST = Duration.ofHours(24);
  private static final String GRAPHQL = "/graphql.json";
  private static final String GRANT = "/admin/oauth/access_token";
  private static final int OK = 200;

  private final FakeShop shop;
  private final ApiOptions options;
  private final FaultPlan faults;
  private final GraphQlEngine engine;
  private final PointBucket bucket;
  private final StagedUploads uploads;
  private final BulkOperations bulk;
  private final Map<String, Instant> granted = new HashMap<>();
  private long requests;
  private long points;
  private long throttled;

  /**
   * The requests of all clients so far.
   *
   * @param requests executed or refused, without lost ones
   * @param throttled of these, refused for lack of points
   */
  public record Usage(long requests, long points, long throttled) {}

  public FakeShopify(FakeShop shop, ApiOptions options, FaultPlan faults) {
    this.shop = shop;
    this.options = options;
    this.faults = faults;
    this.uploads = new StagedUploads(shop);
    this.bulk = new BulkOperations(shop, options, uploads);
    FieldResolvers fields = new FieldResolvers();
    new ShopFields(shop, bulk::find).addTo(fields);
    ShipmentFields.addTo(shop, fields);
    MutationFields mutations =
        new MutationFields(shop, faults, new IdempotencyStore(shop, options.keyMemory()));
    mutations.addTo(fields);
    new StaffMutations(shop, mutations).addTo(fields);
    uploads.addTo(fields);
    bulk.addTo(fields);
    this.engine = new GraphQlEngine(ShopSchema.with(fields));
    bulk.runOn(engine);
    this.bucket = new PointBucket(options.points(), options.restoreRate(), shop.now());
  }

  @Override
  public Response post(Request request) throws IOException {
    synchronized (shop) {
      FakeShop.ChangeGroup call = shop.beginGroup();
      try {
        return answer(request);
      } finally {
        call.close();
      }
    }
  }

  private Response answer(Request request) throws IOException {
    String path = String.valueOf(request.uri().getPath());
    if (path.equals(GRANT)) {
      return grant(request);
    }
    if (path.equals(StagedUploads.PATH)) {
      return switch (uploads.post(header(request, "content-type"), request.body())) {
        case STORED -> new Response(201, Map.of(), "");
        case UNREADABLE -> new Response(400, Map.of(), "");
      };
    }
    return path.startsWith("/admin/api/") && path.endsWith(GRAPHQL)
        ? admitted(request)
        : new Response(404, Map.of(), "{\"errors\":\"Not Found\"}");
  }

  @Override
  public InputStream open(URI result) throws IOException {
    synchronized (shop) {
      String name = String.valueOf(result.getPath()).replaceFirst("^/bulk/", "");
      String text =
          bulk.result(name.replaceFirst("\\.jsonl$", ""))
              .orElseThrow(() -> new IOException("there is no result " + name));
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  public Usage usage() {
    synchronized (shop) {
      return new Usage(requests, points, throttled);
    }
  }

  private Response grant(Request request) {
    Map<String, String> form = new HashMap<>();
    for (String pair : request.body().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    boolean complete =
        "client_credentials".equals(form.get("grant_type"))
            && !form.getOrDefault("client_id", "").isEmpty()
            && !form.getOrDefault("client_secret", "").isEmpty();
    if (!complete) {
      return new Response(400, Map.of(), "{\"error\":\"invalid_request\"}");
    }
    String token = "shpat_" + shop.nextNumber();
    granted.put(token, shop.now().plus(TOKENS_LAST));
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("access_token", token);
    reply.put("scope", String.join(",", options.scopes().stream().sorted().toList()));
    reply.put("expires_in", TOKENS_LAST.toSeconds() - 1);
    return new Response(OK, Map.of(), json(reply));
  }

  private Response admitted(Request request) throws IOException {
    String token = header(request, "x-shopify-access-token");
    Instant ends = granted.getOrDefault(token, Instant.MIN);
    boolean staff = token.equals(ApiOptions.STAFF_TOKEN);
    if (!staff && !token.equals(options.token()) && !ends.isAfter(shop.now())) {
      return new Response(
          401,
          Map.of(),
          "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong"
              + " password)\"}");
    }
    RequestFault fault = faults.next();
    switch (fault) {
      case REQUEST_LOST -> throw new IOException("the request is lost");
      case SERVER_ERROR -> {
        return new Response(502, Map.of(), "");
      }
      case TOO_MANY_REQUESTS -> {
        return new Response(429, Map.of("retry-after", "2.0"), "{\"errors\":\"Exceeded\"}");
      }
      default -> {
        // The fault comes later, or not at all.
      }
    }
    requests++;
    RequestOrigin origin =
        staff
            ? new RequestOrigin(base(request.uri()), "staff", ApiOptions.STAFF_SCOPES)
            : new RequestOrigin(base(request.uri()), "app", options.scopes());
    Map<String, Object> reply = reply(request, fault, origin);
    if (fault == RequestFault.REPLY_LOST) {
      throw new IOException("the reply is lost");
    }
    return fault == RequestFault.SERVER_ERROR_AFTERWARDS
        ? new Response(502, Map.of(), "")
        : new Response(
            OK,
            Map.of(
                "x-shopify-api-version",
                options.servedVersion(),
                "content-type",
                "application/json; charset=utf-8"),
            json(reply));
  }

  private Map<String, Object> reply(Request request, RequestFault fault, RequestOrigin origin) {
    Map<String, Object> asked;
    try {
      asked =
          JsonCodec.MAPPER.readValue(
              request.body(), new TypeReference<HashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      return errors(List.of(GraphQlEngine.error("The request is not JSON.", "BAD_REQUEST")));
    }
    String text = String.valueOf(asked.get("query"));
    Map<String, Object> variables = new HashMap<>();
    if (asked.get("variables") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> variables.put(name.toString(), value));
    }
    return switch (engine.prepare(text)) {
      case GraphQlEngine.Invalid invalid -> errors(invalid.errors());
      case GraphQlEngine.Valid valid -> {
        Optional<Map<String, Object>> wrong =
            VariableCheck.error(engine.schema(), valid.operation(), variables);
        yield wrong.isPresent()
            ? errors(List.of(wrong.get()))
            : charged(text, valid, variables, fault, origin);
      }
    };
  }

  private Map<String, Object> charged(
      String text,
      GraphQlEngine.Valid valid,
      Map<String, Object> variables,
      RequestFault fault,
      RequestOrigin origin) {
    QueryCost cost = new QueryCost(engine.schema(), variables);
    long requested = cost.requested(valid.operation());
    if (requested > MOST_POINTS_A_QUERY) {
      return errors(
          List.of(
              GraphQlEngine.error(
                  "Query cost is %d, which exceeds the single query max cost limit (%d)."
                      .formatted(requested, MOST_POINTS_A_QUERY),
                  "MAX_COST_EXCEEDED")));
    }
    if (!bucket.holds(requested, shop.now()) || fault == RequestFault.THROTTLED) {
      throttled++;
      Map<String, Object> reply = errors(List.of(GraphQlEngine.error("Throttled", "THROTTLED")));
      reply.put("extensions", cost(requested, Optional.empty()));
      return reply;
    }
    ExecutionResult result = engine.run(text, variables, fault, FieldResolvers.Slice.NONE, origin);
    Map<String, Object> reply = new LinkedHashMap<>(result.toSpecification());
    reply.computeIfPresent("errors", (name, errors) -> withoutClassification((List<?>) errors));
    long actual =
        cost.actual(valid.operation(), Optional.ofNullable(reply.get("data")).orElse(Map.of()));
    bucket.take(actual);
    points += actual;
    reply.put("extensions", cost(requested, Optional.of(actual)));
    return reply;
  }

  // The executor adds its own classification to each error.
  private static List<Object> withoutClassification(List<?> errors) {
    List<Object> plain = new ArrayList<>();
    for (Object error : errors) {
      Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) error);
      copy.computeIfPresent(
          "extensions",
          (name, extensions) -> {
            Map<Object, Object> without = new LinkedHashMap<>((Map<?, ?>) extensions);
            without.remove("classification");
            return without;
          });
      plain.add(copy);
    }
    return plain;
  }

  private Map<String, Object> cost(long requested, Optional<Long> actual) {
    Map<String, Object> cost = new LinkedHashMap<>();
    cost.put("requestedQueryCost", requested);
    cost.put("actualQueryCost", actual.orElse(null));
    cost.put("throttleStatus", bucket.status());
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("cost", cost);
    return extensions;
  }

  private static Map<String, Object> errors(List<Map<String, Object>> errors) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("errors", errors);
    return reply;
  }

  private static String header(Request request, String name) {
    return request.headers().entrySet().stream()
        .filter(it -> it.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static URI base(URI uri) {
    return uri.resolve("/");
  }

  private static String json(Map<String, Object> object) {
    try {
      return JsonCodec.MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reply is always writable", e);
    }
  }
}
