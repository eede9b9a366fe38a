// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.inventorybridge.local.journal.UnwrittenRecord;
import io.inventorybridge.local.loopback.LoopbackHost;
import io.inventorybridge.shopify.ShopTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The fake Shopify on loopback, for any client. A lost request or reply is a cut connection. */
public final class ShopServer implements AutoCloseable {
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads;
  private final ShopTransport shopify;

  private ShopServer(HttpServer server, ShopTransport shopify) {
    this.server = server;
    this.shopify = shopify;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Opens the server.
   *
   * @param shopify answers the requests
   * @param port 0 for any free port
   */
  public static ShopServer open(ShopTransport shopify, int port) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      return new ShopServer(HttpServer.create(address, 0), shopify);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " cannot be opened", e);
    }
  }

  /** The shop's address. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<String> refusal =
          LoopbackHost.refusal(
              exchange.getRequestHeaders().getFirst("Host"), server.getAddress().getPort());
      if (refusal.isPresent()) {
        send(exchange, LoopbackHost.FORBIDDEN, refusal.get());
        return;
      }
      URI uri = endpoint().resolve(exchange.getRequestURI());
      if (exchange.getRequestMethod().equals("POST")) {
        ShopTransport.Response response = answer(request(exchange, uri));
        response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        send(exchange, response.status(), response.body());
      } else {
        download(exchange, uri);
      }
    }
  }

  private ShopTransport.Response answer(ShopTransport.Request request) throws IOException {
    try {
      return shopify.post(request);
    } catch (UnwrittenRecord e) {
      return new ShopTransport.Response(
          UNAVAILABLE, Map.of("content-type", "text/plain"), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the shop closes");
    }
  }

  private static ShopTransport.Request request(HttpExchange exchange, URI uri) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new ShopTransport.Request(uri, headers, body);
  }

  private void download(HttpExchange exchange, URI uri) throws IOException {
    InputStream result;
    try {
      result = shopify.open(uri);
    } catch (IOException e) {
      send(exchange, NOT_FOUND, String.valueOf(e.getMessage()));
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the shop closes");
    }
    try (result) {
      exchange.sendResponseHeaders(OK, 0);
      result.transferTo(exchange.getResponseBody());
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
