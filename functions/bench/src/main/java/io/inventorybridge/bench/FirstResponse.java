// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Starts the shipped zip by Lambda's runtime interface client against a Runtime API on loopback, and
 * a bare handler in turn with it: from the start of the process to the first response.
 */
final class FirstResponse {
  private static final int PAIRS = 15;
  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final String CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String SHIPPED =
      "io.inventorybridge.handlers.FilterDeltaHandler::handleRequest";
  private static final String BARE = "io.inventorybridge.bench.peers.BareHandler::handleRequest";

  // What S3 sends when a notification is set up.
  private static final String TEST_EVENT =
      """
      {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-25T09:00:00.000Z",
       "Bucket":"bucket","RequestId":"1","HostId":"1"}
      """;

  private final Programs programs;
  private final Template template;
  private final Path root;
  private final Path files;

  FirstResponse(Programs programs, Template template, Path root, Path files) {
    this.programs = programs;
    this.template = template;
    this.root = root;
    this.files = files;
  }

  String table() throws IOException {
    Path unpacked = files.resolve("zip");
    unpack(root.resolve("functions/handlers/target/functions.zip"), unpacked);
    List<Double> shipped = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair <= PAIRS; pair++) {
      double ours = milliseconds(unpacked, SHIPPED);
      double theirs = milliseconds(unpacked, BARE);
      // The first pair fills the page cache.
      if (pair > 0) {
        shipped.add(ours);
        bare.add(theirs);
        ratios.add(ours / theirs);
      }
    }
    return """
        From the start of the process to the first response, an `s3:TestEvent`, by aws-lambda-java-runtime-interface-client
        %s against a Runtime API on loopback; options of template.yaml: `%s`. Medians of %d pairs.

        | handler | ms |
        |---|---|
        | FilterDelta of functions.zip (%.1f MB) | %.0f |
        | a bare one with the same clients, logging by the same logger | %.0f |
        | ratio of pairs | %.2f |
        """
        .formatted(
            Machine.version("aws-lambda-java-runtime-interface-client"),
            template.javaOptions("FilterDeltaFunction"),
            PAIRS,
            Files.size(root.resolve("functions/handlers/target/functions.zip")) / 1e6,
            Measured.median(shipped),
            Measured.median(bare),
            Measured.median(ratios));
  }

  private double milliseconds(Path unpacked, String handler) throws IOException {
    CountDownLatch answered = new CountDownLatch(1);
    long[] at = new long[1];
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    CountDownLatch ended = new CountDownLatch(1);
    boolean[] given = new boolean[1];
    api.createContext(
        "/",
        exchange -> {
          try (exchange) {
            if (exchange.getRequestURI().getPath().equals(NEXT)) {
              next(exchange, given, ended);
            } else {
              at[0] = System.nanoTime();
              exchange.getRequestBody().readAllBytes();
              boolean response = exchange.getRequestURI().getPath().endsWith("/response");
              exchange.sendResponseHeaders(202, -1);
              if (!response) {
                throw new IOException(exchange.getRequestURI().getPath());
              }
              answered.countDown();
            }
          }
        });
    api.start();
    ProcessBuilder builder = new ProcessBuilder(command(unpacked, handler)).redirectErrorStream(true);
    builder.redirectOutput(files.resolve("first-response.txt").toFile());
    builder.environment().putAll(environment(api.getAddress().getPort()));
    long began = System.nanoTime();
    Process process = builder.start();
    try {
      if (!answered.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            "no response: " + Files.readString(files.resolve("first-response.txt")));
      }
      return (at[0] - began) / 1e6;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly().onExit().join();
      ended.countDown();
      api.stop(0);
    }
  }

  // One event; a second call waits until the process is ended.
  private static void next(HttpExchange exchange, boolean[] given, CountDownLatch ended)
      throws IOException {
    synchronized (given) {
      if (given[0]) {
        try {
          ended.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return;
      }
      given[0] = true;
    }
    Map<String, String> headers =
        Map.of(
            "Content-Type", "application/json",
            "Lambda-Runtime-Aws-Request-Id", "00000000-0000-0000-0000-000000000001",
            "Lambda-Runtime-Deadline-Ms", "4102444800000",
            "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:123456789012:function:bench",
            "Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000",
            "Lambda-Runtime-Client-Context", "",
            "Lambda-Runtime-Cognito-Identity", "");
    headers.forEach(exchange.getResponseHeaders()::add);
    byte[] event = TEST_EVENT.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private List<String> command(Path unpacked, String handler) {
    String classpath =
        String.join(
            File.pathSeparator,
            unpacked.toString(),
            unpacked.resolve("lib") + "/*",
            System.getProperty("java.class.path"));
    return programs.pinned(
        programs.jvm(), "-XX:+UseSerialGC", "-classpath", classpath, CLIENT, handler);
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "bench");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("LAMBDA_TASK_ROOT", files.resolve("zip").toString());
    environment.put("JAVA_TOOL_OPTIONS", template.javaOptions("FilterDeltaFunction"));
    environment.put("BUCKET", "bucket");
    environment.put("DELIVERY_TABLE", "deliveries");
    environment.put("STOCK_TABLE", "stock");
    return environment;
  }

  private static void unpack(Path zip, Path to) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = to.resolve(entry.getName()).normalize();
        if (!file.startsWith(to)) {
          throw new UncheckedIOException(new IOException(entry.getName()));
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.write(file, in.readAllBytes());
        }
      }
    }
  }
}
