// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shipped;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.inventorybridge.local.template.StackTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API for one function: serves one event after the other and keeps the answers.
 */
final class LambdaRuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final int ACCEPTED = 202;

  /** The id of every request. */
  static final String REQUEST = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

  private static final long A_MINUTE = 60_000;

  /**
   * The answer of the function.
   *
   * @param error its type, empty for an answer
   * @param body JSON
   */
  record Answer(String error, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<byte[]> events = new ConcurrentLinkedDeque<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final String function;

  LambdaRuntimeApi(String function) throws IOException {
    this.function = function;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(VERSION, this::handle);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  void hand(byte[] event) {
    events.add(event);
  }

  BlockingQueue<Answer> answers() {
    return answers;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(VERSION.length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals("invocation/next")) {
        next(exchange);
      } else {
        boolean failed = path.endsWith("/error");
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        answers.add(new Answer(failed ? String.valueOf(type) : "", body));
        exchange.sendResponseHeaders(ACCEPTED, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    byte[] event = events.poll();
    if (event == null) {
      // Like Lambda, waits for the next event, although none follows.
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", REQUEST);
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + A_MINUTE));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:%s:%s:function:%s"
            .formatted(StackTemplate.REGION, StackTemplate.ACCOUNT, function));
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700");
    headers.set("Lambda-Runtime-Client-Context", "");
    headers.set("Lambda-Runtime-Cognito-Identity", "");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
