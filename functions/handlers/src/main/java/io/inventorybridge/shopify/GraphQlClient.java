// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopify.AccessToken.Missing;
import io.inventorybridge.shopify.AccessToken.Token;
import io.inventorybridge.shopify.AccessToken.Valid;
import io.inventorybridge.shopify.ShopTransport.Response;
import io.inventorybridge.shopsync.shop.OnlineShop;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Consumer;

/**
 * Sends one operation until it is answered. After a lost reply, a server error or a refusal for
 * lack of points it sends the same bytes again. The idempotency key in them tells the shop that it
 * is the same call. Thread-safe.
 */
public final class GraphQlClient {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int SERVER_ERROR = 500;
  // 430 is Shopify's own status for a suspicious client; like 429 it is temporary.
  private static final Set<Integer> PASSING = Set.of(408, 429, 430);
  private static final Duration WITHOUT_A_TIME = Duration.ofSeconds(2);

  private final ShopTransport transport;
  private final URI endpoint;
  private final AccessToken token;
  private final RetryBudget retryBudget;
  private final RetryPause pause;
  private final InstantSource clock;
  private final Consumer<ApiVersionMismatch> watch;
  private final RateLimiter rateLimiter = new RateLimiter();
  private final AtomicLong requests = new AtomicLong();
  private final DoubleAdder points = new DoubleAdder();

  /**
   * @param shop its address, such as {@code https://example.myshopify.com}
   * @param watch is told of each reply from another version than requested
   */
  public GraphQlClient(
      ShopTransport transport,
      URI shop,
      AccessToken token,
      RetryBudget retryBudget,
      RetryPause pause,
      InstantSource clock,
      Consumer<ApiVersionMismatch> watch) {
    this.transport = transport;
    this.endpoint = shop.resolve("/admin/api/" + GraphQlOperation.API_VERSION + "/graphql.json");
    this.token = token;
    this.retryBudget = retryBudget;
    this.pause = pause;
    this.clock = clock;
    this.watch = watch;
  }

  /**
   * Sends an operation and waits for its reply.
   *
   * @param guess its cost in points until a reply of its kind reports it
   */
  GraphQlReply execute(GraphQlOperation operation, int entries, int guess, ObjectNode variables) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("query", operation.document());
    request.set("variables", variables);
    Attempts attempts =
        new Attempts(
            new RateLimiter.CallKind(operation, entries, guess),
            request.toString(),
            clock.instant());
    try {
      return attempts.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new GraphQlReply.Lost("interrupted");
    }
  }

  /** The requests sent so far. */
  OnlineShop.ApiCost spent() {
    return new OnlineShop.ApiCost(requests.get(), Math.round(points.sum()));
  }

  InputStream open(URI result) throws IOException, InterruptedException {
    return transport.open(result);
  }

  /** The result of one request. */
  private sealed interface AttemptResult {}

  private record FinalReply(GraphQlReply reply) implements AttemptResult {}

  /** Not executed; may be sent again after the delay. */
  private record NotExecuted(Duration delay, String why) implements AttemptResult {}

  /** May have been executed. */
  private record NoReply(String why) implements AttemptResult {}

  private final class Attempts {
    private final RateLimiter.CallKind kind;
    private final String body;
    private final Instant end;
    private int lost;
    private boolean unauthorized;

    Attempts(RateLimiter.CallKind kind, String body, Instant begin) {
      this.kind = kind;
      this.body = body;
      this.end = begin.plus(retryBudget.longest());
    }

    GraphQlReply run() throws InterruptedException {
      while (true) {
        Duration wait;
        String why;
        switch (attempt()) {
          case FinalReply done -> {
            return done.reply();
          }
          case NotExecuted notYet -> {
            wait = notYet.delay();
            why = notYet.why();
          }
          case NoReply nothing -> {
            lost++;
            wait = retryBudget.waitAfter(lost);
            why = nothing.why();
          }
        }
        if (lost >= retryBudget.attempts() || clock.instant().plus(wait).isAfter(end)) {
          return new GraphQlReply.Lost(why);
        }
        if (!wait.isZero()) {
          pause.pause(wait);
        }
      }
    }

    private AttemptResult attempt() throws InterruptedException {
      Token admission;
      try {
        admission = token.current();
      } catch (IOException e) {
        return new NoReply("no token: " + e.getMessage());
      }
      return switch (admission) {
        case Missing missing -> new FinalReply(new GraphQlReply.Refused("NO_TOKEN", missing.why()));
        case Valid valid -> send(valid);
      };
    }

    private AttemptResult send(Valid admission) throws InterruptedException {
      RateLimiter.Reservation reserved = rateLimiter.reserve(kind, clock.instant());
      if (!reserved.delay().isZero()) {
        pause.pause(reserved.delay());
      }
      Response response;
      requests.incrementAndGet();
      try {
        response = transport.post(request(admission));
      } catch (IOException e) {
        rateLimiter.release(reserved);
        return new NoReply("no reply: " + e.getClass().getSimpleName());
      }
      response.header("x-shopify-api-version").ifPresent(this::compareVersion);
      if (response.status() != OK) {
        rateLimiter.release(reserved);
        return refusal(response, admission);
      }
      return readReply(response, reserved);
    }

    private ShopTransport.Request request(Valid admission) {
      return new ShopTransport.Request(
          endpoint,
          Map.of(
              "Content-Type", "application/json",
              "Accept", "application/json",
              "X-Shopify-Access-Token", admission.secret()),
          body);
    }

    private void compareVersion(String served) {
      if (!served.equals(GraphQlOperation.API_VERSION)) {
        watch.accept(new ApiVersionMismatch(GraphQlOperation.API_VERSION, served));
      }
    }

    private AttemptResult refusal(Response response, Valid admission) {
      int status = response.status();
      if (status >= SERVER_ERROR) {
        return new NoReply("status " + status);
      }
      if (PASSING.contains(status)) {
        return new NotExecuted(retryAfter(response), "status " + status);
      }
      if (status == UNAUTHORIZED && !unauthorized) {
        unauthorized = true;
        token.invalidate(admission);
        return new NotExecuted(Duration.ZERO, "status " + status);
      }
      return new FinalReply(
          new GraphQlReply.Refused("HTTP_" + status, "the shop answered status " + status));
    }

    private AttemptResult readReply(Response response, RateLimiter.Reservation reserved) {
      JsonNode reply;
      try {
        reply = JsonCodec.read(response.body());
      } catch (JsonProcessingException e) {
        rateLimiter.release(reserved);
        return new NoReply("the reply is not JSON");
      }
      recordCost(reply.path("extensions").path("cost"), reserved);
      JsonNode errors = reply.path("errors");
      if (errors.isMissingNode() || errors.isNull() || (errors.isEmpty() && errors.isArray())) {
        return reply.path("data").isObject()
            ? new FinalReply(new GraphQlReply.Data(reply.path("data")))
            : new NoReply("the reply holds no data");
      }
      JsonNode first = errors.path(0);
      String code = first.path("extensions").path("code").asText();
      String message = first.path("message").asText(errors.isTextual() ? errors.asText() : "");
      return switch (code) {
        case "THROTTLED" ->
            new NotExecuted(
                rateLimiter.delayAfterThrottling(kind, clock.instant()), "throttled by the shop");
        case "", "INTERNAL_SERVER_ERROR", "TIMEOUT" -> new NoReply("the shop failed: " + message);
        default -> new FinalReply(new GraphQlReply.Refused(code, message));
      };
    }

    private void recordCost(JsonNode cost, RateLimiter.Reservation reserved) {
      points.add(cost.path("actualQueryCost").asDouble());
      JsonNode status = cost.path("throttleStatus");
      if (!status.path("currentlyAvailable").isNumber()) {
        rateLimiter.release(reserved);
        return;
      }
      ThrottleStatus bucket =
          new ThrottleStatus(
              status.path("maximumAvailable").asDouble(),
              status.path("currentlyAvailable").asDouble(),
              status.path("restoreRate").asDouble(),
              clock.instant());
      rateLimiter.release(
          reserved, cost.path("requestedQueryCost").asDouble(reserved.points()), bucket);
    }
  }

  private static Duration retryAfter(Response response) {
    Optional<String> seconds =
        response.header("retry-after").map(String::strip).filter(it -> it.matches("[0-9.]{1,9}"));
    return seconds
        .map(it -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(it) * 1000)))
        .orElse(WITHOUT_A_TIME);
  }
}
