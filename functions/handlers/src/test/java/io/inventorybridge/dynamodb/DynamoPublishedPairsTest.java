// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.published.PublishedPairsContract;

class DynamoPublishedPairsTest extends PublishedPairsContract {
  @Override
  protected PublishedPairs empty() {
    return new DynamoPublishedPairs(
        LocalTables.client(),
        LocalTables.table(entry("pair", S), DynamoPublishedPairs.INDEX, entry("toBeRead", S)),
        Backoff.NONE);
  }
}
