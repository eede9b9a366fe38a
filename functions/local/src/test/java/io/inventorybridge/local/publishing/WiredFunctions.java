// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import io.inventorybridge.handlers.AwaitDeliveryHandler;
import io.inventorybridge.handlers.ComputeVarianceHandler;
import io.inventorybridge.handlers.FilterDeltaHandler;
import io.inventorybridge.handlers.ImportCatalogHandler;
import io.inventorybridge.handlers.ImportFacilitiesHandler;
import io.inventorybridge.handlers.ImportResetHandler;
import io.inventorybridge.handlers.ImportRulesHandler;
import io.inventorybridge.handlers.ImportVarianceHandler;
import io.inventorybridge.handlers.RecentSyncHandler;
import io.inventorybridge.handlers.RecordOrdersHandler;
import io.inventorybridge.handlers.ReportSyncHandler;
import io.inventorybridge.handlers.SettlePartHandler;
import io.inventorybridge.handlers.SweepLoadHandler;
import io.inventorybridge.handlers.SyncBatchHandler;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;
import java.util.Map;

/** The functions on a wiring, called one after the other as their events would call them. */
final class WiredFunctions {
  private final FunctionWiring wiring;

  WiredFunctions(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Calls the function that handles files in this folder. */
  void stored(String key) {
    Context context = context("stored");
    switch (key.substring(0, key.indexOf('/'))) {
      case "incoming" -> new FilterDeltaHandler(wiring).handleRequest(s3(key), context);
      case "reset" -> new ComputeVarianceHandler(wiring).handleRequest(s3(key), context);
      case "catalog" -> new ImportCatalogHandler(wiring).handleRequest(s3(key), context);
      case "facilities" -> new ImportFacilitiesHandler(wiring).handleRequest(s3(key), context);
      case "rules" -> new ImportRulesHandler(wiring).handleRequest(s3(key), context);
      case "orders" ->
          new RecordOrdersHandler(wiring)
              .handleRequest(
                  Map.of("Records", List.of(Map.of("s3", Map.of("object", Map.of("key", key))))),
                  context);
      default -> throw new IllegalArgumentException("no function handles " + key);
    }
  }

  /** Calls a task of a state machine. */
  Map<String, Object> call(String function, Map<String, Object> input) {
    Context context = context(function);
    return switch (function) {
      case "ImportReset" -> new ImportResetHandler(wiring).handleRequest(input, context);
      case "ImportVariance" -> new ImportVarianceHandler(wiring).handleRequest(input, context);
      case "SettlePart" -> new SettlePartHandler(wiring).handleRequest(input, context);
      case "SweepLoad" -> new SweepLoadHandler(wiring).handleRequest(input, context);
      case "AwaitDelivery" -> new AwaitDeliveryHandler(wiring).handleRequest(input, context);
      case "SyncBatch" -> new SyncBatchHandler(wiring).handleRequest(input, context);
      case "ReportSync" -> new ReportSyncHandler(wiring).handleRequest(input, context);
      case "RecentSync" -> new RecentSyncHandler(wiring).handleRequest(input, context);
      default -> throw new IllegalArgumentException("no task is called " + function);
    };
  }

  private Context context(String function) {
    return WiredInvocation.beginning(function, wiring.clock());
  }

  private static S3Event s3(String key) {
    return new S3Event(
        List.of(
            new S3EventNotificationRecord(
                "us-east-1",
                "ObjectCreated:Put",
                "aws:s3",
                "2026-11-24T09:00:00.000Z",
                "2.1",
                null,
                null,
                new S3Entity(
                    "c",
                    new S3BucketEntity("bucket", null, "arn:aws:s3:::bucket"),
                    new S3ObjectEntity(key, 1L, "e", null, "0"),
                    "1.0"),
                null)));
  }
}
