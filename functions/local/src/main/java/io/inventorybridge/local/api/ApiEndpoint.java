// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.loopback.LoopbackHost;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.local.template.StackTemplate.Function;
import io.inventorybridge.local.template.StackTemplate.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The REST API of the template on loopback. It converts requests and answers as API Gateway does,
 * for the declared routes only. Thread-safe.
 */
public final class ApiEndpoint implements AutoCloseable {
  private static final int MOST_BYTES = 10 * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final StackTemplate template;
  private final Functions functions;
  private final URI endpoint;

  /** Calls a function and waits for its answer, both JSON. */
  @FunctionalInterface
  public interface Functions {
    byte[] invoke(String function, byte[] event) throws FunctionError;
  }

  private ApiEndpoint(
      HttpServer server, StackTemplate template, Functions functions, String stage) {
    this.server = server;
    this.template = template;
    this.functions = functions;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.endpoint =
        URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), stage));
  }

  /**
   * Listens on the port, 0 for any free port; empty when the template declares no route.
   *
   * @param functions the functions of the template, by logical id
   */
  public static Optional<ApiEndpoint> open(StackTemplate template, Functions functions, int port) {
    List<Route> routes =
        template.functions().stream().flatMap(function -> function.routes().stream()).toList();
    if (routes.isEmpty()) {
      return Optional.empty();
    }
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ApiEndpoint opened = new ApiEndpoint(server, template, functions, routes.getFirst().stage());
      server.setExecutor(opened.threads);
      server.createContext("/", opened::handle);
      server.start();
      return Optional.of(opened);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the API cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** The base address of the routes. */
  public URI endpoint() {
    return endpoint;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<String> refusal =
          LoopbackHost.refusal(
              exchange.getRequestHeaders().getFirst("Host"), server.getAddress().getPort());
      if (refusal.isPresent()) {
        gatewayAnswers(exchange, LoopbackHost.FORBIDDEN, refusal.get());
        return;
      }
      Optional<Called> called = called(exchange);
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (called.isEmpty()) {
        gatewayAnswers(exchange, 403, "Missing Authentication Token");
      } else if (body.length > MOST_BYTES) {
        gatewayAnswers(exchange, 413, "Request Too Long");
      } else {
        try {
          answer(
              exchange,
              JsonCodec.read(
                  functions.invoke(
                      called.get().function(), event(exchange, called.get().route(), body))));
        } catch (FunctionError | JsonProcessingException e) {
          System.err.println("inventory: " + e.getMessage());
          gatewayAnswers(exchange, 502, "Internal server error");
        }
      }
    }
  }

  private Optional<Called> called(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    for (Function function : template.functions()) {
      for (Route route : function.routes()) {
        if (path.equals("/" + route.stage() + route.path())
            && (route.method().equals("ANY")
                || route.method().equals(exchange.getRequestMethod()))) {
          return Optional.of(new Called(function.name(), route));
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] event(HttpExchange exchange, Route route, byte[] body) {
    ObjectNode event = JsonCodec.MAPPER.createObjectNode();
    event
        .put("resource", route.path())
        .put("path", route.path())
        .put("httpMethod", exchange.getRequestMethod());
    ObjectNode headers = event.putObject("headers");
    ObjectNode all = event.putObject("multiValueHeaders");
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              headers.put(name, values.getLast());
              ArrayNode each = all.putArray(name);
              values.forEach(each::add);
            });
    event
        .putObject("requestContext")
        .put("accountId", StackTemplate.ACCOUNT)
        .put("apiId", "local")
        .put("stage", route.stage())
        .put("resourcePath", route.path())
        .put("path", "/" + route.stage() + route.path())
        .put("httpMethod", exchange.getRequestMethod())
        .put("requestId", UUID.randomUUID().toString())
        .putObject("identity")
        .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    event.put("body", new String(body, StandardCharsets.UTF_8)).put("isBase64Encoded", false);
    return JsonCodec.bytes(event);
  }

  private static void answer(HttpExchange exchange, JsonNode answer) throws IOException {
    answer
        .path("headers")
        .properties()
        .forEach(
            header ->
                exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText()));
    send(exchange, answer.path("statusCode").asInt(502), answer.path("body").asText());
  }

  private static void gatewayAnswers(HttpExchange exchange, int status, String message)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, status, JsonCodec.MAPPER.createObjectNode().put("message", message).toString());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(1);
    threads.close();
  }

  private record Called(String function, Route route) {}
}
