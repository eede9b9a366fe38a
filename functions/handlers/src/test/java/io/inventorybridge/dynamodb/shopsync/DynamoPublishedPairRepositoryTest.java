// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.shopsync;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.published.PublishedPairRepositoryContract;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoPublishedPairRepositoryTest extends PublishedPairRepositoryContract {
  @Override
  protected PublishedPairRepository empty() {
    return new DynamoPublishedPairRepository(
        LocalTables.client(),
        LocalTables.table(
            entry("pair", S), DynamoPublishedPairRepository.INDEX, entry("toBeRead", S)),
        BackoffPolicy.NONE);
  }
}
