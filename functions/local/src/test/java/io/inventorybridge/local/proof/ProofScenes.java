// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.reporting.notifications.NotificationMessage;
import io.inventorybridge.shopsync.lease.AskedWork;
import io.inventorybridge.shopsync.lease.LeaseRecord;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Some days of a small retailer that cover the success and failure scenarios of every function. A
 * new function of the template gets its scenes here.
 */
final class ProofScenes {
  static final String A = "2050000163913";
  static final String B = "8720116122558";
  private static final String C = "8720116127799";
  private static final String D = "7501055300075";
  private static final String E = "4006381333931";
  private static final String F = "5012345678900";
  private static final String G = "9780201379624";
  private static final String HEADER = "SBS_NO,STORE_CODE,UPC,QTY_ON_HAND\n";
  private static final String TEN_OF_ALL =
      HEADER
          + """
          1,001,%1$s,10
          1,001,%2$s,10
          1,002,%1$s,10
          1,002,%2$s,10
          1,002,%3$s,4
          1,009,%1$s,7
          """
              .formatted(A, B, D);

  private static final String FACILITIES =
      """
      facilityId,externalFacilityId,name,type,groups
      NYC,1/001,New York,,ONLINE
      NSH,1/002,Nashville,,ONLINE
      """;
  private static final String BATCH =
      "{\"run\":\"r\",\"call\":%d,\"cursor\":\"\",\"second\":%s,\"figures\":{}}";
  private static final String POISON = "\0\0\0";

  private final LocalSystem system;
  private final ProofStage stage;

  private ProofScenes(LocalSystem system) {
    this.system = system;
    this.stage = new ProofStage(system);
  }

  static void play(LocalSystem system) throws InterruptedException {
    ProofScenes scenes = new ProofScenes(system);
    scenes.noStoreOrProductIsKnownYet();
    scenes.aDeliveryComesBeforeTheCatalogue();
    scenes.theShopReportsAnUnknownProduct();
    scenes.mastersAreDropped();
    scenes.anInitialLoadAndADayAfter();
    scenes.tillsSellAndReturn();
    scenes.theSameAgainAndAheadOfTime();
    scenes.ordersTakeTheirCourse();
    scenes.aProductAndAStoreBecomeKnown();
    scenes.aStoreIsRemoved();
    scenes.aPartCannotBeImported();
    scenes.aCatalogueChangesWhileADeliveryIsStuck();
    scenes.theShopIsToldWhatHasChanged();
    scenes.everythingIsComparedWithTheShop();
    scenes.anotherInitialLoadIsSilentAboutSomeKeys();
    scenes.deliveriesAreUndone();
    scenes.theShopTellsOfAProduct();
    scenes.inputsAreHeldReleasedAndRestored();
    scenes.unknownDeliveriesAreRequested();
  }

  private void noStoreOrProductIsKnownYet() throws InterruptedException {
    assertThat(stage.till("nowhere", A, "early-1")).isEqualTo(404);
    assertThat(stage.till("009", A, "early-2")).isEqualTo(404);
    assertThat(stage.till("009", E, "early-3")).isEqualTo(404);
    system.send(
        "OrderBus",
        "oms",
        "OrderVersion",
        ProofStage.json(ProofStage.order("O-0", "009", "APPROVED", "08")));
    stage.quiet();
    stage.ask("DeclareKnownFunction", "{\"order\":\"O-9\",\"notYetReceived\":true}");
    assertThat(stage.ask("DecideInputsFunction", "{\"decision\":\"LIST\"}").path("inputs"))
        .isEmpty();
  }

  private void aDeliveryComesBeforeTheCatalogue() throws InterruptedException {
    stage.drop("incoming/us/early.csv", TEN_OF_ALL, "2026-03-01T07:00:00Z");
    assertThat(stage.statuses()).containsExactly("HELD");
    String early = stage.heldOf("20260301T070000Z");
    assertThat(stage.sync("AwaitDelivery", stage.began())).isEqualTo("WAIT");
    assertThat(stage.ask("ExpectDeliveryFunction", "{}").path("missing")).hasSize(1);
    assertThat(system.notices())
        .extracting(NotificationMessage::subject)
        .containsExactly("Inventory delivery HELD: " + early, "Inventory deliveries are missing");
    system.wiring().files().delete("held/" + early + "/original/early.csv");
    stage.decide("RELEASE", early, "");
  }

  private void theShopReportsAnUnknownProduct() throws InterruptedException {
    stage.tellOf("400001", "", "300001");
  }

  private void theShopTellsOfAProduct() throws InterruptedException {
    FakeShop shop = system.shop().orElseThrow().shop();
    FakeVariant known =
        shop.variants().stream()
            .filter(it -> it.barcode().equals(Optional.of(B)))
            .findFirst()
            .orElseThrow();
    stage.tellOf(known.number(), B, known.item().number());
    shop.changeBarcode(known.item(), "8888");
    stage.tellOf(known.number(), "8888", known.item().number());
    assertThat(system.wiring().ports().catalog().find(CanonicalUpc.of(B))).isEmpty();
    stage.tellOf(known.number(), "", known.item().number());
    // As on the first day of an installation that gets its catalog from the shop only.
    system.wiring().files().delete(ImportingCatalog.INDEX);
    stage.drop("refresh/now.json", "{}");
  }

  private void inputsAreHeldReleasedAndRestored() throws InterruptedException {
    stage.dropLater("catalog/catalog.csv", ProofStage.catalog(A, B, C, D, E, F, G));
    for (int run = 0; run < 3; run++) {
      assertThat(stage.sync("RecentSync", "{}")).isEqualTo("DONE");
    }
    // Each changes pairs that are published above zero, too few for the brake to hold it. The same
    // content again takes the place of its edition.
    stage.dropLater("catalog/catalog.csv", ProofStage.catalog(C));
    for (int time = 0; time < 2; time++) {
      stage.dropLater("catalog/catalog.csv", ProofStage.catalog(A, B, C, D, E, F, G));
    }
    stage.dropLater(
        "facilities/facilities.csv",
        FACILITIES.lines().findFirst().orElse("") + "\nNYC,1/001,New York,,ONLINE\n");
    for (int time = 0; time < 2; time++) {
      stage.dropLater("facilities/facilities.csv", FACILITIES);
    }
    stage.dropLater(
        "rules/rules.csv",
        "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value\n10,SAFETY_STOCK,,,,,,3\n");
    for (int file = 2; file < 13; file++) {
      stage.drop(
          "rules/PRODUCT_FACILITY_%d.csv".formatted(file),
          "product-id,facility-id,facility-safety-stock\nv%s,NYC,%d\n".formatted(D, file));
    }
    stage.restoreOther(InputKind.RULES);
    String live =
        "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\",\"guards\":{\"rejectedShare\":null}%s}";
    for (int time = 0; time < 2; time++) {
      stage.dropLater("settings/installation.json", live.formatted(",\"location\":\"7009\""));
    }
    stage.dropLater("settings/installation.json", live.formatted(""));
    stage.dropLater(
        "settings/installation.json", live.formatted(",\"topology\":\"LOCATION_PER_FACILITY\""));
    FakeShop shop = system.shop().orElseThrow().shop();
    FakeVariant known =
        shop.variants().stream()
            .filter(it -> it.barcode().equals(Optional.of(A)))
            .findFirst()
            .orElseThrow();
    shop.changeBarcode(known.item(), "9999");
    for (int time = 0; time < 2; time++) {
      stage.dropLater("refresh/again.json", "{}");
    }
    assertThat(stage.input("RELEASE", "input", "SETTINGS")).isEqualTo("RELEASED");
    assertThat(stage.input("RELEASE", "input", "SETTINGS")).isEqualTo("IMPOSSIBLE");
    for (InputKind kind : List.of(InputKind.FACILITIES, InputKind.CATALOG)) {
      stage.restoreOther(kind);
      stage.restoreOther(kind);
    }
    stage.restoreOther(InputKind.SETTINGS);
  }

  private static String sample(String name) {
    try {
      return Files.readString(Path.of("../../events", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mastersAreDropped() throws InterruptedException {
    // The sample names a file that is not there any more.
    assertThat(stage.ask("ImportSettingsFunction", sample("import-settings.json"))).isEmpty();
    stage.drop(
        "settings/installation.json",
        "{\"openingHours\":{\"ONLINE\":{\"MON-SUN\":\"09:00-19:00\"}},\"guards\":{\"rejectedShare\":null}}");
    stage.drop("settings/nowhere.json", "not JSON");
    stage.drop("reset/of-a-person.csv", "not a part");
    stage.drop("facilities/facilities.csv", FACILITIES + ",,,,\n");
    stage.drop("facilities/facilities.xml", "not a table");
    stage.drop("catalog/catalog.csv", ProofStage.catalog(A, B, C, F) + ",v3,\n");
    stage.drop("catalog/catalog.csv", ProofStage.catalog(A, B, F, G));
    stage.drop("catalog/catalog.xml", "not a table");
    stage.drop(
        "rules/rules.csv",
        """
        sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value
        10,SAFETY_STOCK,,,,,,1
        20,NONSENSE,,,,,,1
        """);
    stage.drop(
        "rules/PRODUCT_FACILITY_1.csv",
        "product-id,facility-id,facility-safety-stock\nv2050000163913,NYC,5\n");
  }

  private void anInitialLoadAndADayAfter() throws InterruptedException {
    stage.drop("incoming/us/initial/load.csv", TEN_OF_ALL, "2026-03-02T07:00:00Z");
    stage.drop("orders/first.jsonl", ProofStage.order("O-S", "NYC", "COMPLETED", "06"));
    // The guards read the balance of a single key by another call than several.
    stage.drop(
        "incoming/us/one.csv", HEADER + "1,001,%s,10\n".formatted(A), "2026-03-02T12:00:00Z");
    stage.drop(
        "incoming/us/day.csv",
        HEADER + "1,001,%s,9\n1,001,%s,0\n1,002,%s,many\n".formatted(A, B, B),
        "2026-03-03T07:00:00Z");
    stage.drop(
        "incoming/us/emptied.csv",
        HEADER + "1,001,%s,0\n1,001,%s,0\n1,002,%s,0\n".formatted(A, B, B),
        "2026-03-03T08:30:00Z");
    assertThat(stage.statuses()).contains("SETTLED").doesNotContain("QUARANTINED");
  }

  private void tillsSellAndReturn() {
    assertThat(stage.till("NYC", A, "sale-1")).isEqualTo(200);
    assertThat(stage.till("NYC", A, "sale-1")).isEqualTo(200);
    assertThat(stage.till("NYC", F, "never-counted")).isEqualTo(200);
    assertThat(stage.till("NYC", C, "not-online")).isEqualTo(200);
    assertThat(stage.till("NYC", "", "no-product")).isEqualTo(400);
    assertThat(stage.call("Bearer wrong", "{}")).isEqualTo(401);
  }

  private void theSameAgainAndAheadOfTime() throws InterruptedException {
    stage.drop("incoming/us/copy.csv", TEN_OF_ALL, "2026-03-02T07:00:00Z");
    for (int times = 0; times < 2; times++) {
      stage.drop(
          "incoming/us/ahead.csv", HEADER + "1,001,%s,8\n".formatted(A), "2099-01-01T00:00:00Z");
    }
    stage.drop("incoming/us/poison.csv", POISON, "2026-03-03T08:00:00Z");
    stage.decide("RELEASE", stage.heldOf("20990101T000000Z"), "2026-03-03T09:00:00Z");
    stage.decide("REFUSE", stage.heldOf("20260303T080000Z"), "");
    stage.drop("incoming/us/poison.csv", POISON, "2026-03-03T08:00:00Z");
    stage.drop(
        "incoming/us/corrections/rejects.csv",
        HEADER.strip()
            + ",rejectLine,rejectReason,rejectMessage\n1,002,%s,3,4,MALFORMED_QTY,x\n".formatted(B),
        "2026-03-03T07:00:00Z");
  }

  private void ordersTakeTheirCourse() throws InterruptedException {
    stage.drop(
        "orders/orders.jsonl",
        ProofStage.order("O-1", "NYC", "COMPLETED", "10")
            + ProofStage.order("O-2", "", "APPROVED", "10")
            + ProofStage.order("O-3", "NSH", "APPROVED", "10")
            + ProofStage.order("O-5", "NSH", "APPROVED", "10").replace(A, F)
            + "no order\n");
    system.send(
        "OrderBus",
        "oms",
        "OrderVersion",
        ProofStage.json(ProofStage.order("O-1", "NSH", "COMPLETED", "11")));
    system.send("OrderBus", "oms", "OrderVersion", ProofStage.json("{\"orderId\":\"O-4\"}"));
    stage.quiet();
    stage.ask("DeclareKnownFunction", "{\"order\":\"O-2\",\"at\":\"2026-03-03T06:30:00Z\"}");
    stage.ask("DeclareKnownFunction", "{\"order\":\"O-S\",\"at\":\"2026-03-03T06:30:00Z\"}");
    StringBuilder many = new StringBuilder("no order\n");
    for (int i = 0; i < 250; i++) {
      many.append(ProofStage.order("O-1" + i, "NYC", "APPROVED", "12"));
    }
    stage.drop(
        "orders/many.jsonl",
        many.toString()
            .replace("\"status\":\"APPROVED\",\"last", "\"status\":\"COMPLETED\",\"last"));
    ProofStage.failing(
        stage.hurried("RecordOrdersFunction"),
        stage.stored("orders/many.jsonl"),
        "took longer than");
    stage.quiet();
    // The call is cut off after it stores a version of an order: its units must still be released
    // and reserved, possibly by another call.
    ProofStage.failing(
        stage.broken("RecordOrdersFunction"),
        ProofStage.order("O-3", "NYC", "APPROVED", "13").replace(A, G).transform(ProofStage::sent),
        "cut off");
    stage.ask("DeclareKnownFunction", "{\"order\":\"O-3\",\"at\":\"2026-03-04T00:00:00Z\"}");
    // This order is left to the function that handles the new store.
    system.send(
        "OrderBus",
        "oms",
        "OrderVersion",
        ProofStage.json(ProofStage.order("O-6", "009", "APPROVED", "10")));
    stage.quiet();
    ProofStage.failing(
        stage.broken("RecordOrdersFunction"),
        ProofStage.order("O-6", "009", "APPROVED", "13").replace(A, G).transform(ProofStage::sent),
        "cut off");
  }

  private void aProductAndAStoreBecomeKnown() throws InterruptedException {
    stage.drop("catalog/catalog.csv", ProofStage.catalog(A, B, C, D, F, G));
    stage.drop("facilities/facilities.csv", FACILITIES + "009,1/009,Newark,,ONLINE\n");
  }

  private void aStoreIsRemoved() throws InterruptedException {
    stage.drop("facilities/facilities.csv", FACILITIES);
  }

  private void aPartCannotBeImported() throws InterruptedException {
    // An entry unknown to the balance: the next posting finds its place taken.
    long next = system.wiring().ledger().find(StockKey.of("NSH", B)).orElseThrow().entries() + 1;
    Map<String, AttributeValue> alien =
        Map.of(
            "key",
            AttributeValue.fromS(B + "#NSH"),
            "sequence",
            AttributeValue.fromN(Long.toString(next)));
    String table = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
    system.dynamoDb().putItem(it -> it.tableName(table).item(alien));
    stage.store(
        "incoming/us/stuck.csv",
        HEADER + "1,001,%s,6\n1,002,%s,6\n1,002,%s,none\n".formatted(A, B, A),
        Map.of("snapshot-time", "2026-03-05T07:00:00Z"));
    system.awaitQuiet();
    assertThat(stage.statuses()).contains("QUARANTINED");
    system.dynamoDb().deleteItem(it -> it.tableName(table).key(alien));
    String stuck = stage.cutOf("20260305T070000Z");
    // As if the filter had been cut off before it published every part.
    system.wiring().files().delete("reset/" + stuck + "/part-0001.csv");
    system.wiring().files().delete("rejects/" + stuck + ".csv");
    stage.decide("RETRY", stuck, "");
    assertThat(stage.statuses()).doesNotContain("QUARANTINED");
  }

  private void aCatalogueChangesWhileADeliveryIsStuck() throws InterruptedException {
    assertThat(stage.sync("RecentSync", "{}")).isEqualTo("NOT_LIVE");
    // Without guards: they would read the balance that is damaged below.
    stage.drop(
        "settings/installation.json",
        "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\",\"guards\":null}");
    // The variance cannot be computed while a balance cannot be read, so the delivery goes on
    // running.
    Map<String, AttributeValue> key =
        Map.of("upca", AttributeValue.fromS(A), "facilityId", AttributeValue.fromS("NYC"));
    String table = system.wiring().environment().get(FunctionEnvironment.STOCK_TABLE);
    Map<String, AttributeValue> whole =
        system.dynamoDb().getItem(it -> it.tableName(table).key(key)).item();
    system.dynamoDb().putItem(it -> it.tableName(table).item(key));
    stage.store(
        "incoming/us/waits.csv",
        HEADER + "1,001,%s,5\n1,001,%s,5\n".formatted(A, E),
        Map.of("snapshot-time", "2026-03-06T07:00:00Z"));
    system.awaitQuiet();
    system.dynamoDb().putItem(it -> it.tableName(table).item(whole));
    // A new key gets no baseline yet: an entry unknown to any balance is in its place.
    Map<String, AttributeValue> alien =
        Map.of("key", AttributeValue.fromS(E + "#NYC"), "sequence", AttributeValue.fromN("1"));
    String entries = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
    system.dynamoDb().putItem(it -> it.tableName(entries).item(alien));
    stage.store("catalog/catalog.csv", ProofStage.catalog(A, B, C, D, E, F, G), Map.of());
    system.awaitQuiet();
    assertThat(stage.sync("PublishChanges", "{}")).isEqualTo("DONE");
    assertThat(stage.sync("RecentSync", "{}")).isEqualTo("DONE");
    assertThat(stage.sync("SyncBatch", BATCH.formatted(1, false))).isEqualTo("DONE");
    system.dynamoDb().deleteItem(it -> it.tableName(entries).key(alien));
    stage.ask("FilterDeltaFunction", stage.stored("incoming/us/waits.csv"));
    system.awaitQuiet();
    for (StoredFile cut : system.wiring().files().list("manifests/20260306T070000Z")) {
      stage.decide("RETRY", cut.key().split("[/.]")[1], "");
    }
    stage.drop(
        "settings/installation.json",
        "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\",\"guards\":{\"rejectedShare\":null}}");
    assertThat(stage.statuses()).contains("SETTLED").doesNotContain("QUARANTINED", "RUNNING");
  }

  private void theShopIsToldWhatHasChanged() throws InterruptedException {
    // The first two runs read the shop, because a rise needs two readings.
    for (int run = 0; run < 3; run++) {
      assertThat(stage.sync("RecentSync", "{}")).isEqualTo("DONE");
    }
    assertThat(stage.shown(A)).isPositive();
    long before = stage.shown(A);
    assertThat(stage.till("NSH", A, "sale-2", "2026-03-06T12:00:00Z")).isEqualTo(200);
    stage.quiet();
    assertThat(stage.sync("RecentSync", "{}")).isEqualTo("DONE");
    assertThat(stage.shown(A)).isEqualTo(before - 1);
    theStreamTellsOfAChange(before - 1);
  }

  private void theStreamTellsOfAChange(long before) throws InterruptedException {
    assertThat(stage.till("NSH", A, "sale-2b", "2026-03-06T12:30:00Z")).isEqualTo(200);
    stage.dropLater(
        "rules/PRODUCT_FACILITY_3.csv",
        "product-id,facility-id,facility-safety-stock\nv%s,NSH,3\n".formatted(B));
    // A recent sync found another run in the shop and left everything to it; the run was killed.
    ShopLease lease = system.wiring().ports().shopLease();
    LeaseRecord seen = lease.read();
    assertThat(
            lease.replace(
                seen,
                new LeaseRecord(
                    "killed",
                    seen.term() + 1,
                    Instant.EPOCH,
                    Optional.of(AskedWork.EVERYTHING),
                    Optional.empty(),
                    0)))
        .isTrue();
    system
        .wiring()
        .ports()
        .publishedPairs()
        .store(
            system
                .wiring()
                .ports()
                .publishedPairs()
                .read(List.of(ProofStage.pair(D)))
                .get(ProofStage.pair(D))
                .uncertain(Instant.EPOCH));
    assertThat(stage.sync("PublishChanges", "{\"Records\":[]}")).isEqualTo("DONE");
    assertThat(stage.shown(A)).isEqualTo(before - 1);
  }

  private void everythingIsComparedWithTheShop() throws InterruptedException {
    // One delivery is held and waits for a decision.
    assertThat(stage.sync("AwaitDelivery", stage.began())).isEqualTo("WAIT");
    long before = stage.shown(D);
    long ofA = stage.shown(A);
    system.shop().orElseThrow().customers().buy(A, 1);
    stage.quiet();
    assertThat(stage.till("NSH", A, "sale-3", "2026-03-06T12:00:00Z")).isEqualTo(200);
    stage.quiet();
    system.shop().orElseThrow().shop().edit(ProofStage.pair(D), 5);
    // The batch is the first sync after a change of the rules.
    stage.drop(
        "rules/PRODUCT_FACILITY_2.csv",
        "product-id,facility-id,facility-safety-stock\nv%s,NYC,2\n".formatted(B));
    assertThat(stage.sync("SyncBatch", BATCH.formatted(1, false))).isEqualTo("DONE");
    assertThat(stage.sync("SyncBatch", BATCH.formatted(2, true))).isEqualTo("DONE");
    assertThat(stage.shown(D)).isEqualTo(before);
    assertThat(stage.shown(A)).as("one was sold in the shop, one at a till").isEqualTo(ofA - 2);
    stage.ask("ReportSyncFunction", stage.began().replace("}", ",\"run\":\"r\",\"figures\":{}}"));
    assertThat(system.wiring().files().find("reports/sync/r.csv")).isPresent();
  }

  private void anotherInitialLoadIsSilentAboutSomeKeys() throws InterruptedException {
    stage.drop(
        "incoming/us/initial/second.csv",
        HEADER + "1,001,%s,6\n1,002,%s,6\n".formatted(A, A),
        "2026-03-07T07:00:00Z");
    StringBuilder allButOne = new StringBuilder(HEADER);
    for (String upca : List.of(A, C, D, E, F, G)) {
      allButOne.append("1,002,").append(upca).append(",6\n");
    }
    stage.drop("incoming/us/initial/third.csv", allButOne.toString(), "2026-03-08T07:00:00Z");
  }

  private void deliveriesAreUndone() throws InterruptedException {
    stage.drop(
        "incoming/us/wrong.csv",
        HEADER + "1,001,%s,3\n1,002,%s,4\n1,002,%s,none\n".formatted(A, A, B),
        "2026-03-09T07:00:00Z");
    String wrong = stage.cutOf("20260309T070000Z");
    stage.drop(
        "incoming/us/corrections/%s.csv".formatted(wrong),
        HEADER.strip() + ",rejectLine,rejectReason,rejectMessage\n1,002,%s,3,4,x,x\n".formatted(B),
        "2026-03-09T07:00:00Z");
    assertThat(
            stage
                .ask(
                    "UndoDeliveryFunction",
                    "{\"delivery\":\"%s\",\"dryRun\":true}".formatted(wrong))
                .path("along"))
        .hasSize(1);
    stage.undo(wrong);
    // A key that no step has written: an entry unknown to it is in the place of its first one.
    Map<String, AttributeValue> alien =
        Map.of("key", AttributeValue.fromS(D + "#NYC"), "sequence", AttributeValue.fromN("1"));
    String entries = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
    assertThat(system.wiring().ledger().find(StockKey.of("NYC", D))).isEmpty();
    system.dynamoDb().putItem(it -> it.tableName(entries).item(alien));
    stage.store(
        "incoming/us/stuck-and-wrong.csv",
        HEADER + "1,001,%s,6\n".formatted(D),
        Map.of("snapshot-time", "2026-03-10T07:00:00Z"));
    system.awaitQuiet();
    stage.undo(stage.cutOf("20260310T070000Z"));
    system.dynamoDb().deleteItem(it -> it.tableName(entries).key(alien));
    assertThat(stage.statuses()).contains("UNDONE").doesNotContain("QUARANTINED", "UNDOING");
  }

  private void unknownDeliveriesAreRequested() throws InterruptedException {
    String part =
        "{\"delivery\":\"20260101T000000Z-us-0123456789ab\",\"part\":\"part-0001.csv\",\"attempt\":\"x\","
            + "\"next\":0,\"totals\":{},\"cursor\":\"\",\"keys\":0,\"step\":\"ImportReset\",\"error\":\"x\",\"cause\":\"x\","
            + "\"reset\":{\"applied\":0,\"unchanged\":0,\"stale\":0,\"seconds\":0},"
            + "\"variance\":{\"rows\":0,\"units\":0,\"stale\":0,\"lateFacts\":0,\"seconds\":0}}";
    for (String step :
        List.of("ImportReset", "ImportVariance", "SettlePart", "SweepLoad", "QuarantinePart")) {
      stage.failing(step + "Function", part);
    }
    stage.failing(
        "ComputeVarianceFunction",
        stage.stored("reset/20260101T000000Z-us-0123456789ab/part-0001.csv"));
  }
}
