// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * A write to an item, as the stream of its table tells it.
 *
 * @param name {@code MODIFY}, also for a new item, or {@code REMOVE}
 * @param keys of the item, in DynamoDB's JSON
 */
public record TableChange(String table, String name, ObjectNode keys) {
  /** Receives the changes of all tables, in their order; it must not block. */
  public interface ChangeListener extends Consumer<TableChange> {}
}
