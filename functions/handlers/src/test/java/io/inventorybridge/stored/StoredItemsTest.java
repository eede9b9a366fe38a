// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stored;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.dynamodb.masterdata.DynamoFacilityRepository;
import io.inventorybridge.dynamodb.masterdata.DynamoProductCatalog;
import io.inventorybridge.dynamodb.pos.DynamoWaitingMovements;
import io.inventorybridge.dynamodb.shopsync.DynamoPublishedPairRepository;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.pos.ReportedMovement;
import io.inventorybridge.pos.WaitingMovements.AcceptedBefore;
import io.inventorybridge.pos.WaitingMovements.FirstAcceptance;
import io.inventorybridge.pos.WaitingMovements.ForProduct;
import io.inventorybridge.pos.WaitingMovements.ForStore;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stored.ExtremeValues.Range;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every item of the other tables comes back as it was written. */
@Tag("system")
class StoredItemsTest {
  private static final int ITEMS = 60;

  private static ExtremeValues values(int seed) {
    return new ExtremeValues(seed, Range.OF_INPUTS);
  }

  @Test
  void productsComeBackAsTheyWereWritten() {
    Map<CatalogProduct.Identity, CatalogProduct> products = new HashMap<>();
    for (int seed = 0; seed < ITEMS; seed++) {
      CatalogProduct product = values(seed).of(CatalogProduct.class);
      products.put(product.identity(), product);
    }
    DynamoProductCatalog catalog =
        new DynamoProductCatalog(
            LocalTables.client(), LocalTables.table(entry("upca", S), entry("productId", S)));
    catalog.replaceAll(products.values());
    Set<CatalogProduct> found = new HashSet<>();
    products.values().forEach(product -> found.addAll(catalog.find(product.upc())));
    assertThat(found).containsExactlyInAnyOrderElementsOf(products.values());
  }

  @Test
  void facilitiesComeBackAsTheyWereWritten() {
    Map<FacilityId, Facility> facilities = new TreeMap<>();
    for (int seed = 0; seed < ITEMS; seed++) {
      Facility facility = values(seed).of(Facility.class);
      facilities.put(facility.id(), facility);
    }
    DynamoFacilityRepository repository =
        new DynamoFacilityRepository(
            LocalTables.client(), LocalTables.table(entry("facilityId", S)));
    repository.put(facilities.values());
    assertThat(repository.all()).containsExactlyInAnyOrderElementsOf(facilities.values());
  }

  @Test
  void movementsComeBackAsTheyWereWrittenAndNoTwoIdsAreOneKey() {
    DynamoWaitingMovements waiting =
        new DynamoWaitingMovements(
            LocalTables.client(),
            LocalTables.table(entry("place", S), entry("event", S)),
            LocalTables.table(entry("key", S), entry("fact", S)),
            Duration.ofDays(400));
    Map<List<String>, ReportedMovement> accepted = new HashMap<>();
    for (int seed = 0; seed < ITEMS; seed++) {
      ReportedMovement movement = values(seed).of(ReportedMovement.class);
      List<String> ids = List.of(movement.facility(), movement.eventId());
      ReportedMovement before = accepted.putIfAbsent(ids, movement);
      assertThat(waiting.accept(movement))
          .isEqualTo(before == null ? new FirstAcceptance() : new AcceptedBefore(before));
      assertThat(waiting.acceptAsWritten(movement))
          .isEqualTo(before == null ? new FirstAcceptance() : new AcceptedBefore(before));
      waiting.keep(new ForProduct(movement.product()), movement);
      waiting.keep(new ForStore(movement.facility()), movement);
      assertThat(waiting.waiting(new ForProduct(movement.product()))).contains(movement);
      assertThat(waiting.waiting(new ForStore(movement.facility()))).contains(movement);
      assertThat(waiting.stores()).contains(movement.facility());
    }
  }

  @Test
  void publishedPairsComeBackAsTheyWereWritten() {
    DynamoPublishedPairRepository pairs =
        new DynamoPublishedPairRepository(
            LocalTables.client(),
            LocalTables.table(
                entry("pair", S), DynamoPublishedPairRepository.INDEX, entry("toBeRead", S)),
            BackoffPolicy.NONE);
    Map<ItemAtLocation, PublishedPair> stored = new HashMap<>();
    for (int seed = 0; seed < ITEMS; seed++) {
      PublishedPair pair =
          new ExtremeValues(seed, Range.ANY).of(PublishedPair.class).withRevision(0);
      if (stored.putIfAbsent(pair.pair(), pair.withRevision(1)) == null) {
        pairs.store(pair);
      }
    }
    assertThat(pairs.read(stored.keySet())).isEqualTo(stored);
  }
}
