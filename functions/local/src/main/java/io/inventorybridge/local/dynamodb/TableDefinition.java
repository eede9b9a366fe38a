// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the template declares it.
 *
 * @param name at least three characters, as DynamoDB requires
 * @param attributeTypes the type (S, N, B) of every attribute that is part of a key
 * @param indexes its global secondary indexes
 */
public record TableDefinition(
    String name, Key key, Map<String, String> attributeTypes, List<Index> indexes) {
  public TableDefinition {
    attributeTypes = Map.copyOf(attributeTypes);
    indexes = List.copyOf(indexes);
  }

  /** Partition key and sort key. */
  public record Key(String partition, Optional<String> sort) {}

  /**
   * A global secondary index.
   *
   * @param projection KEYS_ONLY, INCLUDE or ALL
   * @param included the attributes named by INCLUDE
   */
  public record Index(String name, Key key, String projection, List<String> included) {
    public Index {
      included = List.copyOf(included);
    }
  }
}
