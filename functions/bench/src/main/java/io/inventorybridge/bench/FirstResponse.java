// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Measures the time from the start of a process to the first response of a function. Lambda's
 * runtime interface client gets one event without records from an endpoint on loopback.
 */
final class FirstResponse {
  private static final String API = "/2018-06-01/runtime/";
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final long LONGEST = 60;
  // The event that S3 sends when a notification is set up.
  private static final String EVENT =
      """
      {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-24T02:00:00.000Z",
      "Bucket":"inventory","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3e"}
      """;

  private final MeasuredPrograms programs;
  private final Path runtime;
  private final String options;

  /**
   * @param runtime the directory with the runtime interface client
   * @param options JAVA_TOOL_OPTIONS of the function
   */
  FirstResponse(MeasuredPrograms programs, Path runtime, String options) {
    this.programs = programs;
    this.runtime = runtime;
    this.options = options;
  }

  /** Milliseconds from the start of the process to the response of the function. */
  double of(Path taskRoot, String handler) throws IOException {
    CompletableFuture<Long> answered = new CompletableFuture<>();
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService executor = Executors.newCachedThreadPool();
    api.setExecutor(executor);
    api.createContext(API + "invocation/next", new Events()::next);
    api.createContext(API, exchange -> answers(exchange, answered));
    api.start();
    Path log = Files.createTempFile("first-response", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command(taskRoot, handler));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment(taskRoot, api.getAddress().getPort(), handler));
    long began = System.nanoTime();
    Process process = builder.start();
    CompletableFuture<Long> ended =
        process
            .onExit()
            .thenApply(
                dead -> {
                  throw new IllegalStateException("it ended with " + dead.exitValue());
                });
    try {
      long at = answered.applyToEither(ended, it -> it).get(LONGEST, TimeUnit.SECONDS);
      return (at - began) / 1e6;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(handler + " gave no response: " + Files.readString(log), e);
    } finally {
      process.destroyForcibly().onExit().join();
      api.stop(0);
      executor.shutdownNow();
      Files.delete(log);
    }
  }

  private List<String> command(Path taskRoot, String handler) {
    List<String> command = new ArrayList<>();
    command.add(programs.jvm());
    command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Xmx409m"));
    String classPath =
        String.join(File.pathSeparator, runtime + "/*", taskRoot.toString(), taskRoot + "/lib/*");
    command.addAll(List.of("-classpath", classPath, CLIENT, handler));
    return programs.pinned(command.toArray(new String[0]));
  }

  private Map<String, String> environment(Path taskRoot, int port, String handler) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port);
    environment.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    environment.put("LAMBDA_RUNTIME_DIR", runtime.toString());
    environment.put("_HANDLER", handler);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "function");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "none");
    environment.put("AWS_SECRET_ACCESS_KEY", "none");
    environment.put("JAVA_TOOL_OPTIONS", options);
    environment.put("BUCKET", "inventory");
    environment.put("DELIVERY_TABLE", "deliveries");
    environment.put("STOCK_TABLE", "stock");
    return environment;
  }

  private static void answers(HttpExchange exchange, CompletableFuture<Long> answered)
      throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String told = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.endsWith("/response")) {
        answered.complete(now);
      } else {
        answered.completeExceptionally(new IOException(path + ": " + told));
      }
      exchange.sendResponseHeaders(202, -1);
    }
  }

  /** Serves one event; the next request for an event waits, as in Lambda. */
  private static final class Events {
    private boolean given;

    synchronized void next(HttpExchange exchange) throws IOException {
      if (given) {
        return;
      }
      given = true;
      byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
      headers.set("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 60_000));
      headers.set(
          "Lambda-Runtime-Invoked-Function-Arn",
          "arn:aws:lambda:eu-west-1:123456789012:function:function");
      // Without these headers, empty or not, the native client ends the process.
      headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
      headers.set("Lambda-Runtime-Client-Context", "");
      headers.set("Lambda-Runtime-Cognito-Identity", "");
      headers.set("Content-Type", "application/json");
      try (exchange) {
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
      }
    }
  }
}
