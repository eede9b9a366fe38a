// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.wiring.AwsPorts;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Handlers of the sample template. */
public final class SampleHandlers {
  private SampleHandlers() {}

  /** Copies the dropped file to copied/, and records its remaining time. */
  public static final class Copy implements RequestHandler<S3Event, String> {
    private final FunctionWiring wiring;

    public Copy(FunctionWiring wiring) {
      this.wiring = wiring;
    }

    @Override
    public String handleRequest(S3Event event, Context context) {
      String key = event.getRecords().get(0).getS3().getObject().getUrlDecodedKey();
      String bucket = wiring.environment().get(FunctionEnvironment.BUCKET);
      if (key.contains("slow")) {
        try {
          Thread.sleep(1_500);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      ((AwsPorts) wiring.ports())
          .s3()
          .copyObject(
              request ->
                  request
                      .sourceBucket(bucket)
                      .sourceKey(key)
                      .destinationBucket(bucket)
                      .destinationKey(key.replace("incoming/", "copied/")));
      return context.getFunctionName() + " " + (context.getRemainingTimeInMillis() > 15_000);
    }
  }

  /** Always fails, and counts its calls. */
  public static final class Fail implements RequestHandler<S3Event, Void> {
    static final List<String> CALLS = new CopyOnWriteArrayList<>();

    public Fail(FunctionWiring wiring) {
      wiring.clock();
    }

    @Override
    public Void handleRequest(S3Event event, Context context) {
      CALLS.add(event.getRecords().get(0).getS3().getObject().getKey());
      throw new UnsupportedOperationException("never works");
    }
  }

  /** Counts to three, one per call, and fails once in between; the count is kept in the table. */
  public static final class Count
      implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    static final List<String> CALLS = new CopyOnWriteArrayList<>();
    private final FunctionWiring wiring;

    public Count(FunctionWiring wiring) {
      this.wiring = wiring;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
      int next = (int) input.get("next");
      String call = input.get("key") + "@" + next;
      boolean again = CALLS.contains(call);
      CALLS.add(call);
      if (next == 1 && !again) {
        throw new IllegalStateException("not yet");
      }
      ((AwsPorts) wiring.ports())
          .dynamoDb()
          .putItem(
              request ->
                  request
                      .tableName(wiring.environment().get(FunctionEnvironment.STOCK_TABLE))
                      .item(
                          Map.of(
                              "upca", AttributeValue.fromS(String.valueOf(input.get("key"))),
                              "facilityId", AttributeValue.fromS("F"),
                              "count", AttributeValue.fromN(String.valueOf(next + 1)))));
      return Map.of("next", next + 1, "done", next == 2);
    }
  }
}
