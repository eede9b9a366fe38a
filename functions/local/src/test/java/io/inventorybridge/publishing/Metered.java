// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.Json;
import io.inventorybridge.shopify.Operation;
import io.inventorybridge.shopify.Transport;
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
final class Metered implements Transport {
  private static final Map<String, Operation> BY_DOCUMENT =
      Arrays.stream(Operation.values())
          .collect(Collectors.toMap(Operation::document, Function.identity()));

  private final Transport shop;
  private final VirtualClock clock;
  private final Duration latency;
  private final Map<Operation, Use> uses = new EnumMap<>(Operation.class);

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
  Metered(Transport shop, VirtualClock clock, Duration latency) {
    this.shop = shop;
    this.clock = clock;
    this.latency = latency;
  }

  @Override
  public Response post(Request request) throws IOException, InterruptedException {
    Operation asked = BY_DOCUMENT.get(Json.read(request.body()).path("query").asText());
    clock.pass(latency);
    Response response = shop.post(request);
    JsonNode reply = Json.read(response.body());
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
  Map<Operation, Use> uses() {
    return Map.copyOf(uses);
  }

  Use of(Operation operation) {
    return uses.getOrDefault(operation, Use.NONE);
  }

  Use total() {
    return uses.values().stream().reduce(Use.NONE, Use::plus);
  }

  void reset() {
    uses.clear();
  }
}
