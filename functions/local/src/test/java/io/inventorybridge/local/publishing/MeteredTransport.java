// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopify.GraphQlOperation;
import io.inventorybridge.shopify.ShopTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A transport to the shop that counts requests and points by operation and takes virtual time. */
final class MeteredTransport implements ShopTransport {
  private static final Map<String, GraphQlOperation> BY_DOCUMENT =
      Arrays.stream(GraphQlOperation.values())
          .collect(Collectors.toMap(GraphQlOperation::document, Function.identity()));

  private final ShopTransport shop;
  private final VirtualClock clock;
  private final Duration latency;
  private final Map<GraphQlOperation, Use> uses = new EnumMap<>(GraphQlOperation.class);

  /**
   * The use by one kind of request.
   *
   * @param throttled of the requests, refused for lack of points
   */
  record Use(long requests, long points, long throttled) {
    static final Use NONE = new Use(0, 0, 0);

    Use plus(Use other) {
      return new Use(requests + other.requests, points + other.points, throttled + other.throttled);
    }
  }

  /**
   * @param latency of each request
   */
  MeteredTransport(ShopTransport shop, VirtualClock clock, Duration latency) {
    this.shop = shop;
    this.clock = clock;
    this.latency = latency;
  }

  @Override
  public Response post(Request request) throws IOException, InterruptedException {
    GraphQlOperation asked = BY_DOCUMENT.get(JsonCodec.read(request.body()).path("query").asText());
    clock.pass(latency);
    Response response = shop.post(request);
    JsonNode reply = JsonCodec.read(response.body());
    boolean throttled = reply.at("/errors/0/extensions/code").asText().equals("THROTTLED");
    uses.merge(
        asked,
        new Use(1, reply.at("/extensions/cost/actualQueryCost").asLong(), throttled ? 1 : 0),
        Use::plus);
    return response;
  }

  @Override
  public InputStream open(URI result) throws IOException, InterruptedException {
    return shop.open(result);
  }

  /** The use so far. */
  Map<GraphQlOperation, Use> uses() {
    return Map.copyOf(uses);
  }

  Use of(GraphQlOperation operation) {
    return uses.getOrDefault(operation, Use.NONE);
  }

  Use total() {
    return uses.values().stream().reduce(Use.NONE, Use::plus);
  }

  void reset() {
    uses.clear();
  }
}
