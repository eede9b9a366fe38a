// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.support.capacity.CapacityMeter;
import io.inventorybridge.support.capacity.CapacityUsage;
import java.util.Collection;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * Counts every attempt that a DynamoDB client sends, and sums up the capacity units that DynamoDB
 * reports in its answers. A refused write counts as sent but has no units here. DynamoDB may charge
 * for it but does not report the charge. Thread-safe.
 */
public final class DynamoCapacityMeter implements ExecutionInterceptor, CapacityMeter {
  private static final ReturnConsumedCapacity ASKED = ReturnConsumedCapacity.TOTAL;

  private final LongAdder requests = new LongAdder();
  private final DoubleAdder written = new DoubleAdder();
  private final DoubleAdder read = new DoubleAdder();

  @Override
  public CapacityUsage usage() {
    return new CapacityUsage(
        requests.sum(), (long) Math.ceil(written.sum()), (long) Math.ceil(read.sum()));
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return switch (context.request()) {
      case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(ASKED).build();
      case TransactWriteItemsRequest all -> all.toBuilder().returnConsumedCapacity(ASKED).build();
      case DeleteItemRequest delete -> delete.toBuilder().returnConsumedCapacity(ASKED).build();
      case BatchWriteItemRequest all -> all.toBuilder().returnConsumedCapacity(ASKED).build();
      case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(ASKED).build();
      case BatchGetItemRequest all -> all.toBuilder().returnConsumedCapacity(ASKED).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(ASKED).build();
      case ScanRequest scan -> scan.toBuilder().returnConsumedCapacity(ASKED).build();
      default -> context.request();
    };
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    requests.increment();
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    SdkResponse response = context.response();
    switch (response) {
      case PutItemResponse put -> add(written, put.consumedCapacity());
      case TransactWriteItemsResponse all -> add(written, all.consumedCapacity());
      case DeleteItemResponse delete -> add(written, delete.consumedCapacity());
      case BatchWriteItemResponse all -> add(written, all.consumedCapacity());
      case GetItemResponse get -> add(read, get.consumedCapacity());
      case BatchGetItemResponse all -> add(read, all.consumedCapacity());
      case QueryResponse query -> add(read, query.consumedCapacity());
      case ScanResponse scan -> add(read, scan.consumedCapacity());
      default -> {} // uses no capacity units
    }
  }

  // An endpoint that reports no units costs none here; its work is done all the same.
  private static void add(DoubleAdder sum, @Nullable ConsumedCapacity taken) {
    if (taken != null && taken.capacityUnits() != null) {
      sum.add(taken.capacityUnits());
    }
  }

  private static void add(DoubleAdder sum, Collection<ConsumedCapacity> taken) {
    taken.forEach(table -> add(sum, table));
  }
}
