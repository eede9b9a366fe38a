// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.endpoint.AwsEndpoint;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * A client configured like a function's, on DynamoDB by HTTP. The test may have the next requests
 * of an operation refused; the client then answers in place of DynamoDB. It never sleeps.
 * Thread-safe.
 */
public final class RefusingDynamoDb implements SdkHttpClient {
  private static final String OPERATION = "X-Amz-Target";

  private static final class Started {
    static final URI ADDRESS =
        AwsEndpoint.configured().map(AwsEndpoint::address).orElseGet(Started::serve);

    static URI serve() {
      try {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(
            new ContextHandler(
                new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(0, true, null, true, false), "*")));
        server.start();
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port);
      } catch (Exception e) {
        throw new IllegalStateException("DynamoDB Local does not start", e);
      }
    }
  }

  private final SdkHttpClient there = UrlConnectionHttpClient.create();
  private final Deque<String> refusals = new ArrayDeque<>();
  private final AtomicInteger waits = new AtomicInteger();
  private final DynamoCapacityMeter meter = new DynamoCapacityMeter();
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .endpointOverride(Started.ADDRESS)
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .httpClient(this)
          .overrideConfiguration(
              all ->
                  all.retryStrategy(
                          DynamoRetryPolicy.strategy(counted(BackoffStrategy.retryImmediately())))
                      .addExecutionInterceptor(meter)
                      .addExecutionInterceptor(noting()))
          .build();
  private final List<String> sent = new ArrayList<>();
  private final List<SdkRequest> asked = new CopyOnWriteArrayList<>();
  private String operation = "";

  public DynamoDbClient client() {
    return client;
  }

  public DynamoCapacityMeter meter() {
    return meter;
  }

  /** The operations sent during a step, in order, including refused ones. */
  public List<String> sentIn(Runnable step) {
    sent.clear();
    step.run();
    return List.copyOf(sent);
  }

  /** The requests of a step, in order, each once, without repetitions. */
  public List<SdkRequest> askedIn(Runnable step) {
    asked.clear();
    step.run();
    return List.copyOf(asked);
  }

  private ExecutionInterceptor noting() {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        asked.add(context.request());
      }
    };
  }

  /** The number of waits before a retry. */
  public int waits() {
    return waits.get();
  }

  /** Refuses the next requests of an operation with these errors as JSON. */
  public synchronized void refuse(String ofOperation, String... answers) {
    operation = ofOperation;
    refusals.addAll(List.of(answers));
  }

  /** The JSON of an error with a code only. */
  public static String error(String code) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"not now\"}"
        .formatted(code);
  }

  /** The error of a transaction canceled for these reasons, one per item. */
  public static String cancelled(String... reasons) {
    StringBuilder list = new StringBuilder();
    for (String reason : reasons) {
      list.append(list.isEmpty() ? "" : ",").append("{\"Code\":\"%s\"}".formatted(reason));
    }
    return """
    {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",\
    "Message":"cancelled","CancellationReasons":[%s]}"""
        .formatted(list);
  }

  private BackoffStrategy counted(BackoffStrategy waiting) {
    return attempt -> {
      waits.incrementAndGet();
      return waiting.computeDelay(attempt);
    };
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader(OPERATION).orElse("");
    String sending = target.substring(target.indexOf('.') + 1);
    String refusal = refusal(sending);
    return refusal.isEmpty() ? there.prepareRequest(request) : new Refused(refusal);
  }

  private synchronized String refusal(String of) {
    sent.add(of);
    return of.equals(operation) && !refusals.isEmpty() ? refusals.removeFirst() : "";
  }

  private record Refused(String answer) implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() {
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder()
                  .statusCode(400)
                  .headers(
                      Map.of(
                          "Content-Type", List.of("application/x-amz-json-1.0"),
                          "Content-Length", List.of(Integer.toString(body.length))))
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }

    @Override
    public void abort() {}
  }

  @Override
  public void close() {
    there.close();
  }
}
