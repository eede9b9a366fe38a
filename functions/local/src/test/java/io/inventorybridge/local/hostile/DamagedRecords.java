// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.hostile;

import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes stored records into ones that no limit would have let in. */
final class DamagedRecords {
  private DamagedRecords() {}

  /** Removes the lines of a stored history. */
  static void damageHistory(LocalSystem system, String orderId) {
    String table = system.wiring().environment().get(FunctionEnvironment.ORDER_TABLE);
    Map<String, AttributeValue> key = Map.of("orderId", AttributeValue.fromS(orderId));
    Map<String, AttributeValue> item = item(system, table, key);
    String history = item.get("history").s();
    item.put("history", AttributeValue.fromS(history.replace("\"lines\":", "\"other\":")));
    system.dynamoDb().putItem(request -> request.tableName(table).item(item));
  }

  /** Gives an order more units on a key than can be added. */
  static void overflowFacts(LocalSystem system, StockKey stock, String orderId) {
    String table = system.wiring().environment().get(FunctionEnvironment.FACT_TABLE);
    Map<String, AttributeValue> key =
        Map.of(
            "key", AttributeValue.fromS(stock.upc() + "#" + stock.facility()),
            "fact", AttributeValue.fromS("O#" + orderId));
    Map<String, AttributeValue> item = item(system, table, key);
    Map<String, AttributeValue> shipped = new HashMap<>(item.get("shipped").l().getFirst().m());
    shipped.put("units", AttributeValue.fromN(Long.toString(Long.MAX_VALUE)));
    item.put("shipped", AttributeValue.fromL(List.of(AttributeValue.fromM(shipped))));
    system.dynamoDb().putItem(request -> request.tableName(table).item(item));
  }

  private static Map<String, AttributeValue> item(
      LocalSystem system, String table, Map<String, AttributeValue> key) {
    return new HashMap<>(
        system.dynamoDb().getItem(request -> request.tableName(table).key(key)).item());
  }
}
