// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.pos;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.pos.WaitingMovements;
import io.inventorybridge.pos.WaitingMovementsContract;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoWaitingMovementsTest extends WaitingMovementsContract {
  @Override
  protected WaitingMovements empty() {
    return new DynamoWaitingMovements(
        LocalTables.client(),
        LocalTables.table(entry("place", S), entry("event", S)),
        LocalTables.table(entry("key", S), entry("fact", S)),
        Duration.ofDays(400));
  }
}
