// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The permissions that a request to DynamoDB needs. A transaction needs those of each of its items.
 */
final class DynamoDbCalls {
  private final String region;
  private final String account;

  DynamoDbCalls(String region, String account) {
    this.region = region;
    this.account = account;
  }

  List<PermissionRequest> of(Object request) {
    return switch (request) {
      case GetItemRequest it -> List.of(call("GetItem", it.tableName()));
      case PutItemRequest it -> List.of(call("PutItem", it.tableName()));
      case UpdateItemRequest it -> List.of(call("UpdateItem", it.tableName()));
      case DeleteItemRequest it -> List.of(call("DeleteItem", it.tableName()));
      case QueryRequest it -> List.of(call("Query", tableOrIndex(it.tableName(), it.indexName())));
      case ScanRequest it -> List.of(call("Scan", tableOrIndex(it.tableName(), it.indexName())));
      case BatchGetItemRequest it ->
          it.requestItems().keySet().stream().map(table -> call("BatchGetItem", table)).toList();
      case BatchWriteItemRequest it ->
          it.requestItems().keySet().stream().map(table -> call("BatchWriteItem", table)).toList();
      case TransactGetItemsRequest it ->
          it.transactItems().stream()
              .map(item -> call("GetItem", item.get().tableName()))
              .distinct()
              .toList();
      case TransactWriteItemsRequest it ->
          it.transactItems().stream().flatMap(item -> of(item).stream()).distinct().toList();
      default -> throw new UnknownRequest(request);
    };
  }

  private List<PermissionRequest> of(TransactWriteItem item) {
    List<PermissionRequest> calls = new ArrayList<>();
    if (item.put() != null) {
      calls.add(call("PutItem", item.put().tableName()));
    }
    if (item.update() != null) {
      calls.add(call("UpdateItem", item.update().tableName()));
    }
    if (item.delete() != null) {
      calls.add(call("DeleteItem", item.delete().tableName()));
    }
    if (item.conditionCheck() != null) {
      calls.add(call("ConditionCheckItem", item.conditionCheck().tableName()));
    }
    return calls;
  }

  // An index has its own ARN.
  private static String tableOrIndex(String table, @Nullable String index) {
    return index == null ? table : table + "/index/" + index;
  }

  private PermissionRequest call(String action, String table) {
    return new PermissionRequest(
        "dynamodb:" + action, "arn:aws:dynamodb:%s:%s:table/%s".formatted(region, account, table));
  }
}
