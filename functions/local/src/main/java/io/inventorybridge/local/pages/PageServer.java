// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.inventorybridge.html.JtePageRenderer;
import io.inventorybridge.local.loopback.LoopbackHost;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.reporting.page.writing.PageAssembler;
import io.inventorybridge.support.files.FileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves the pages and the lists they link to, on loopback and to browsers of this machine only.
 * The index is built for each request, includes deliveries in progress, and reloads itself.
 */
public final class PageServer implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final List<String> SHOWN =
      List.of("reports/", "syncs/", "morning/", "rejects/", "manifests/");
  private static final int FOUND = 302;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int BROKEN = 500;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FileStore files;
  private final Supplier<PageAssembler> contents;
  private final JtePageRenderer format = new JtePageRenderer();

  private PageServer(HttpServer server, FileStore files, Supplier<PageAssembler> contents) {
    this.server = server;
    this.files = files;
    this.contents = contents;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Opens the server.
   *
   * @param port 0 for any free port
   * @param contents called for each request
   */
  public static PageServer open(int port, FileStore files, Supplier<PageAssembler> contents) {
    try {
      return new PageServer(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
          files,
          contents);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the pages cannot be shown on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** The address of the index. */
  public URI index() {
    return URI.create("http://127.0.0.1:%d/%s".formatted(port(), PagePaths.INDEX));
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Optional<String> refusal =
          LoopbackHost.refusal(exchange.getRequestHeaders().getFirst("Host"), port());
      String path = exchange.getRequestURI().getPath();
      if (refusal.isPresent()) {
        say(exchange, LoopbackHost.FORBIDDEN, refusal.get());
      } else if (!exchange.getRequestMethod().equals("GET")) {
        say(exchange, NOT_ALLOWED, "Pages are read-only.");
      } else if (path.equals("/")) {
        exchange.getResponseHeaders().set("Location", "/" + PagePaths.INDEX);
        exchange.sendResponseHeaders(FOUND, -1);
      } else {
        show(exchange, path.substring(1));
      }
    } catch (RuntimeException e) {
      say(exchange, BROKEN, "The page could not be shown: " + e.getMessage());
    }
  }

  private void show(HttpExchange exchange, String key) throws IOException {
    Optional<byte[]> content =
        key.equals(PagePaths.INDEX)
            ? Optional.of(format.write(contents.get().index(Optional.of(LOOK_AGAIN))))
            : isShown(key) ? files.read(key) : Optional.empty();
    if (content.isEmpty()) {
      say(exchange, NOT_FOUND, "There is no such page.");
    } else {
      send(exchange, OK, type(key), content.get());
    }
  }

  private static boolean isShown(String key) {
    return SHOWN.stream().anyMatch(key::startsWith)
        && !key.endsWith("/")
        && !List.of(key.split("/")).contains("..");
  }

  private static String type(String key) {
    if (key.endsWith(".html")) {
      return "text/html; charset=utf-8";
    }
    return key.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
  }

  private static void say(HttpExchange exchange, int status, String sentence) throws IOException {
    send(
        exchange,
        status,
        "text/plain; charset=utf-8",
        (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
