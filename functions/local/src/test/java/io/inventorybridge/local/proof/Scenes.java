// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.json.Json;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.permissions.Role;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.Variant;
import io.inventorybridge.local.shop.kept.KeptShop;
import io.inventorybridge.local.template.Template;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.wiring.Environment;
import io.inventorybridge.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Some days of a small retailer with everything in them that the functions have a way to deal with:
 * each function is led through its good and its bad ends. A function that is new to the template
 * gets its scenes here.
 */
final class Scenes {
  private static final String A = "2050000163913";
  private static final String B = "8720116122558";
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

  private Scenes(LocalSystem system) {
    this.system = system;
  }

  static void play(LocalSystem system) throws InterruptedException {
    Scenes scenes = new Scenes(system);
    scenes.nobodyIsKnownYet();
    scenes.aDeliveryComesBeforeTheCatalogue();
    scenes.theShopTellsOfAProductThatNobodyKnows();
    scenes.mastersAreDropped();
    scenes.anInitialLoadAndADayAfter();
    scenes.tillsSellAndReturn();
    scenes.theSameAgainAndAheadOfTime();
    scenes.ordersTakeTheirCourse();
    scenes.aProductAndAStoreBecomeKnown();
    scenes.aStoreIsKnownNoMore();
    scenes.aPartCannotBeImported();
    scenes.aCatalogueChangesWhileADeliveryIsStuck();
    scenes.theShopIsToldWhatHasChanged();
    scenes.everythingIsComparedWithTheShop();
    scenes.anotherInitialLoadIsSilentAboutSomeKeys();
    scenes.theShopTellsOfAProduct();
    scenes.whatNeverWasIsAskedFor();
  }

  private void nobodyIsKnownYet() throws InterruptedException {
    assertThat(till("nowhere", A, "early-1")).isEqualTo(404);
    assertThat(till("009", A, "early-2")).isEqualTo(404);
    assertThat(till("009", E, "early-3")).isEqualTo(404);
    system.send("OrderBus", "oms", "OrderVersion", json(order("O-0", "009", "APPROVED", "08")));
    quiet();
    ask("DeclareKnownFunction", "{\"order\":\"O-9\"}");
  }

  private void aDeliveryComesBeforeTheCatalogue() throws InterruptedException {
    drop("incoming/us/early.csv", TEN_OF_ALL, "2026-03-01T07:00:00Z");
    assertThat(statuses()).containsExactly("HELD");
    String early = heldOf("20260301T070000Z");
    assertThat(sync("AwaitDelivery", began())).isEqualTo("WAIT");
    system.wiring().files().delete("held/" + early + "/original/early.csv");
    decide("RELEASE", early, "");
  }

  private void theShopTellsOfAProductThatNobodyKnows() throws InterruptedException {
    tellOf("400001", "", "300001");
  }

  private void theShopTellsOfAProduct() throws InterruptedException {
    FakeShop shop = system.shop().orElseThrow().shop();
    Variant known =
        shop.variants().stream()
            .filter(it -> it.barcode().equals(Optional.of(B)))
            .findFirst()
            .orElseThrow();
    tellOf(known.number(), B, known.item().number());
    shop.changeBarcode(known.item(), "8888");
    tellOf(known.number(), "8888", known.item().number());
    assertThat(system.wiring().ports().catalog().find(Upc.of(B))).isEmpty();
    tellOf(known.number(), "", known.item().number());
    // As on the first day of an installation whose catalogue comes from the shop alone.
    system.wiring().files().delete(ImportingCatalog.INDEX);
    drop("refresh/now.json", "{}");
  }

  /** The webhook of a product with one variant. */
  private void tellOf(String variant, String barcode, String item) throws InterruptedException {
    system.send(
        "default",
        "aws.partner/shopify.com/1234567/inventory-bridge",
        "shopifyWebhook",
        json(
            """
            {"payload":{"id":500001,"status":"active",
              "variants":[{"id":%s,"barcode":"%s","inventory_item_id":%s}]},
             "metadata":{"x-shopify-topic":"products/update"}}
            """
                .formatted(variant, barcode, item)));
    quiet();
  }

  private void mastersAreDropped() throws InterruptedException {
    drop(
        "settings/installation.json",
        "{\"openingHours\":{\"ONLINE\":{\"MON-SUN\":\"09:00-19:00\"}}}");
    drop("facilities/facilities.csv", FACILITIES + ",,,,\n");
    drop("facilities/facilities.xml", "not a table");
    drop("catalog/catalog.csv", catalog(A, B, C, F) + ",v3,\n");
    drop("catalog/catalog.csv", catalog(A, B, F, G));
    drop("catalog/catalog.xml", "not a table");
    drop(
        "rules/rules.csv",
        """
        sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value
        10,SAFETY_STOCK,,,,,,1
        20,NONSENSE,,,,,,1
        """);
    drop(
        "rules/PRODUCT_FACILITY_1.csv",
        "product-id,facility-id,facility-safety-stock\nv2050000163913,NYC,5\n");
  }

  private void anInitialLoadAndADayAfter() throws InterruptedException {
    drop("incoming/us/initial/load.csv", TEN_OF_ALL, "2026-03-02T07:00:00Z");
    drop("orders/first.jsonl", order("O-S", "NYC", "COMPLETED", "06"));
    drop(
        "incoming/us/day.csv",
        HEADER + "1,001,%s,9\n1,001,%s,0\n1,002,%s,many\n".formatted(A, B, B),
        "2026-03-03T07:00:00Z");
    drop(
        "incoming/us/emptied.csv",
        HEADER + "1,001,%s,0\n1,001,%s,0\n1,002,%s,0\n".formatted(A, B, B),
        "2026-03-03T08:30:00Z");
    assertThat(statuses()).contains("SETTLED").doesNotContain("QUARANTINED");
  }

  private void tillsSellAndReturn() {
    assertThat(till("NYC", A, "sale-1")).isEqualTo(200);
    assertThat(till("NYC", A, "sale-1")).isEqualTo(200);
    assertThat(till("NYC", F, "never-counted")).isEqualTo(200);
    assertThat(till("NYC", C, "not-online")).isEqualTo(200);
    assertThat(till("NYC", "", "no-product")).isEqualTo(400);
    assertThat(call("Bearer wrong", "{}")).isEqualTo(401);
  }

  private void theSameAgainAndAheadOfTime() throws InterruptedException {
    drop("incoming/us/copy.csv", TEN_OF_ALL, "2026-03-02T07:00:00Z");
    for (int times = 0; times < 2; times++) {
      drop("incoming/us/ahead.csv", HEADER + "1,001,%s,8\n".formatted(A), "2099-01-01T00:00:00Z");
    }
    drop("incoming/us/poison.csv", POISON, "2026-03-03T08:00:00Z");
    decide("RELEASE", heldOf("20990101T000000Z"), "2026-03-03T09:00:00Z");
    decide("REFUSE", heldOf("20260303T080000Z"), "");
    drop("incoming/us/poison.csv", POISON, "2026-03-03T08:00:00Z");
    drop(
        "incoming/us/corrections/rejects.csv",
        HEADER.strip()
            + ",rejectLine,rejectReason,rejectMessage\n1,002,%s,3,4,MALFORMED_QTY,x\n".formatted(B),
        "2026-03-03T07:00:00Z");
  }

  private void ordersTakeTheirCourse() throws InterruptedException {
    drop(
        "orders/orders.jsonl",
        order("O-1", "NYC", "COMPLETED", "10")
            + order("O-2", "", "APPROVED", "10")
            + order("O-3", "NSH", "APPROVED", "10")
            + order("O-5", "NSH", "APPROVED", "10").replace(A, F)
            + "no order\n");
    system.send("OrderBus", "oms", "OrderVersion", json(order("O-1", "NSH", "COMPLETED", "11")));
    system.send("OrderBus", "oms", "OrderVersion", json("{\"orderId\":\"O-4\"}"));
    quiet();
    ask("DeclareKnownFunction", "{\"order\":\"O-2\",\"at\":\"2026-03-03T06:30:00Z\"}");
    ask("DeclareKnownFunction", "{\"order\":\"O-S\",\"at\":\"2026-03-03T06:30:00Z\"}");
    StringBuilder many = new StringBuilder("no order\n");
    for (int i = 0; i < 250; i++) {
      many.append(order("O-1" + i, "NYC", "APPROVED", "12"));
    }
    drop(
        "orders/many.jsonl",
        many.toString()
            .replace("\"status\":\"APPROVED\",\"last", "\"status\":\"COMPLETED\",\"last"));
    call(hurried("RecordOrdersFunction"), stored("orders/many.jsonl"), "took longer than");
    quiet();
    // An order moves on, and the call is cut off once its version is stored: the keys still have to
    // be given back and taken, be it by somebody else.
    call(
        broken("RecordOrdersFunction"),
        order("O-3", "NYC", "APPROVED", "13").replace(A, G).transform(Scenes::sent),
        "cut off");
    ask("DeclareKnownFunction", "{\"order\":\"O-3\",\"at\":\"2026-03-04T00:00:00Z\"}");
    // And one that is left to whoever hears that its store has become known.
    system.send("OrderBus", "oms", "OrderVersion", json(order("O-6", "009", "APPROVED", "10")));
    quiet();
    call(
        broken("RecordOrdersFunction"),
        order("O-6", "009", "APPROVED", "13").replace(A, G).transform(Scenes::sent),
        "cut off");
  }

  private void aProductAndAStoreBecomeKnown() throws InterruptedException {
    drop("catalog/catalog.csv", catalog(A, B, C, D, F, G));
    drop("facilities/facilities.csv", FACILITIES + "009,1/009,Newark,,ONLINE\n");
  }

  private void aStoreIsKnownNoMore() throws InterruptedException {
    drop("facilities/facilities.csv", FACILITIES);
  }

  private void aPartCannotBeImported() throws InterruptedException {
    // An entry that the balance does not know of: whoever posts the next one finds its place taken.
    long next = system.wiring().ledger().find(StockKey.of("NSH", B)).orElseThrow().entries() + 1;
    Map<String, AttributeValue> alien =
        Map.of(
            "key",
            AttributeValue.fromS(B + "#NSH"),
            "sequence",
            AttributeValue.fromN(Long.toString(next)));
    String table = system.wiring().environment().get(Environment.ENTRY_TABLE);
    system.dynamoDb().putItem(it -> it.tableName(table).item(alien));
    store(
        "incoming/us/stuck.csv",
        HEADER + "1,001,%s,6\n1,002,%s,6\n1,002,%s,none\n".formatted(A, B, A),
        Map.of("snapshot-time", "2026-03-05T07:00:00Z"));
    system.awaitQuiet();
    assertThat(statuses()).contains("QUARANTINED");
    system.dynamoDb().deleteItem(it -> it.tableName(table).key(alien));
    String stuck = cutOf("20260305T070000Z");
    // As if the filter had been cut off before it sent everything on its way.
    system.wiring().files().delete("reset/" + stuck + "/part-0001.csv");
    system.wiring().files().delete("rejects/" + stuck + ".csv");
    decide("RETRY", stuck, "");
    assertThat(statuses()).doesNotContain("QUARANTINED");
  }

  private void aCatalogueChangesWhileADeliveryIsStuck() throws InterruptedException {
    assertThat(sync("RecentSync", "{}")).isEqualTo("NOT_LIVE");
    drop("settings/installation.json", "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\"}");
    Map<String, AttributeValue> damaged =
        Map.of("key", AttributeValue.fromS(A + "#NYC"), "fact", AttributeValue.fromS("O#damaged"));
    String table = system.wiring().environment().get(Environment.FACT_TABLE);
    system.dynamoDb().putItem(it -> it.tableName(table).item(damaged));
    store(
        "incoming/us/waits.csv",
        HEADER + "1,001,%s,5\n1,001,%s,5\n".formatted(A, E),
        Map.of("snapshot-time", "2026-03-06T07:00:00Z"));
    system.awaitQuiet();
    // What is new gets no baseline yet: an entry is in its way that no balance knows of.
    Map<String, AttributeValue> alien =
        Map.of("key", AttributeValue.fromS(E + "#NYC"), "sequence", AttributeValue.fromN("1"));
    String entries = system.wiring().environment().get(Environment.ENTRY_TABLE);
    system.dynamoDb().putItem(it -> it.tableName(entries).item(alien));
    store("catalog/catalog.csv", catalog(A, B, C, D, E, F, G), Map.of());
    system.awaitQuiet();
    assertThat(sync("RecentSync", "{}")).isEqualTo("DONE");
    assertThat(sync("SyncBatch", BATCH.formatted(1, false))).isEqualTo("DONE");
    system.dynamoDb().deleteItem(it -> it.tableName(table).key(damaged));
    system.dynamoDb().deleteItem(it -> it.tableName(entries).key(alien));
    ask("FilterDeltaFunction", stored("incoming/us/waits.csv"));
    system.awaitQuiet();
    for (StoredFile cut : system.wiring().files().list("manifests/20260306T070000Z")) {
      decide("RETRY", cut.key().split("[/.]")[1], "");
    }
    assertThat(statuses()).contains("SETTLED").doesNotContain("QUARANTINED", "RUNNING");
  }

  private void theShopIsToldWhatHasChanged() throws InterruptedException {
    // The first two read what the shop shows, since a rise needs two readings.
    for (int run = 0; run < 3; run++) {
      assertThat(sync("RecentSync", "{}")).isEqualTo("DONE");
    }
    assertThat(shown(A)).isPositive();
    long before = shown(A);
    assertThat(till("NSH", A, "sale-2", "2026-03-06T12:00:00Z")).isEqualTo(200);
    quiet();
    assertThat(sync("RecentSync", "{}")).isEqualTo("DONE");
    assertThat(shown(A)).isEqualTo(before - 1);
  }

  private void everythingIsComparedWithTheShop() throws InterruptedException {
    // One was dropped that nobody has decided on.
    assertThat(sync("AwaitDelivery", began())).isEqualTo("WAIT");
    long before = shown(D);
    system.shop().orElseThrow().customers().buy(A, 1);
    quiet();
    assertThat(till("NSH", A, "sale-3", "2026-03-06T12:00:00Z")).isEqualTo(200);
    quiet();
    system.shop().orElseThrow().shop().edit(pair(D), 5);
    assertThat(sync("SyncBatch", BATCH.formatted(1, false))).isEqualTo("DONE");
    assertThat(sync("SyncBatch", BATCH.formatted(2, true))).isEqualTo("DONE");
    assertThat(shown(D)).isEqualTo(before);
    ask("ReportSyncFunction", began().replace("}", ",\"run\":\"r\",\"figures\":{}}"));
    assertThat(system.wiring().files().find("reports/sync/r.csv")).isPresent();
  }

  private String sync(String step, String input) {
    return ask(step + "Function", input).path("status").asText();
  }

  private String began() {
    return "{\"began\":\"%s\"}".formatted(system.wiring().clock().instant());
  }

  private static Pair pair(String upca) {
    return new Pair(item(upca), KeptShop.FIRST_LOCATION);
  }

  private long shown(String upca) {
    FakeShop shop = system.shop().orElseThrow().shop();
    return shop.shown(pair(upca)).orElseThrow().available().units();
  }

  private void anotherInitialLoadIsSilentAboutSomeKeys() throws InterruptedException {
    drop(
        "incoming/us/initial/second.csv",
        HEADER + "1,001,%s,6\n1,002,%s,6\n".formatted(A, A),
        "2026-03-07T07:00:00Z");
    StringBuilder allButOne = new StringBuilder(HEADER);
    for (String upca : List.of(A, C, D, E, F, G)) {
      allButOne.append("1,002,").append(upca).append(",6\n");
    }
    drop("incoming/us/initial/third.csv", allButOne.toString(), "2026-03-08T07:00:00Z");
  }

  private void whatNeverWasIsAskedFor() throws InterruptedException {
    String part =
        "{\"delivery\":\"20260101T000000Z-us-0123456789ab\",\"part\":\"part-0001.csv\",\"attempt\":\"x\","
            + "\"next\":0,\"totals\":{},\"cursor\":\"\",\"keys\":0,\"step\":\"ImportReset\",\"error\":\"x\",\"cause\":\"x\","
            + "\"reset\":{\"applied\":0,\"unchanged\":0,\"stale\":0,\"seconds\":0},"
            + "\"variance\":{\"rows\":0,\"units\":0,\"stale\":0,\"lateFacts\":0,\"seconds\":0}}";
    for (String step :
        List.of("ImportReset", "ImportVariance", "SettlePart", "SweepLoad", "QuarantinePart")) {
      failing(step + "Function", part);
    }
    failing(
        "ComputeVarianceFunction", stored("reset/20260101T000000Z-us-0123456789ab/part-0001.csv"));
  }

  // --- what people and systems do --------------------------------------------------------------

  private void drop(String key, String content) throws InterruptedException {
    store(key, content, Map.of());
    quiet();
  }

  private void drop(String key, String content, String snapshot) throws InterruptedException {
    store(key, content, Map.of("snapshot-time", snapshot));
    quiet();
  }

  private void store(String key, String content, Map<String, String> metadata) {
    system
        .wiring()
        .files()
        .put(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), metadata);
  }

  private void quiet() throws InterruptedException {
    int before = system.failedEvents().size();
    system.awaitQuiet();
    assertThat(system.failedEvents()).hasSize(before);
  }

  private int till(String facility, String upca, String event) {
    return till(facility, upca, event, "2026-03-03T12:00:00Z");
  }

  private int till(String facility, String upca, String event, String time) {
    return call(
        "Bearer " + system.apiToken(),
        """
        {"facilityId":"%s","availableDelta":-1,"idType":"UPCA","idValue":"%s","locationSeqId":"TLTLTLLL01",\
        "varianceReasonId":"POS_SALE","eventId":"%s","eventTime":"%s"}\
        """
            .formatted(facility, upca, event, time));
  }

  private int call(String authorization, String body) {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request.put("httpMethod", "POST").put("body", body).put("isBase64Encoded", false);
    request.putObject("headers").put("Authorization", authorization);
    return ask("UpdateInventoryFunction", request.toString()).path("statusCode").asInt();
  }

  /** The function, as one that finds at once that its time is over. */
  private LocalFunction hurried(String function) {
    return LocalFunction.of(
        declared(function).within(Duration.ofMillis(1)), wiring(function, system.dynamoDb()));
  }

  /** The function, as one that is cut off at its first transaction. */
  private LocalFunction broken(String function) {
    DynamoDbClient cutOff =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                  if (arguments != null && arguments[0] instanceof TransactWriteItemsRequest) {
                    throw new IllegalStateException("cut off");
                  }
                  return method.invoke(system.dynamoDb(), arguments);
                });
    return LocalFunction.of(declared(function), wiring(function, cutOff));
  }

  private Wiring wiring(String function, DynamoDbClient dynamoDb) {
    Role role = system.roles().get(function);
    return new Wiring(
        new Environment(declared(function).environment()),
        () -> role.guarding(system.s3()),
        () -> role.guarding(dynamoDb),
        system.wiring().clock());
  }

  private Template.Function declared(String function) {
    return system.template().functions().stream()
        .filter(it -> it.name().equals(function))
        .findFirst()
        .orElseThrow();
  }

  private static void call(LocalFunction function, String event, String failure) {
    try {
      function.invoke(event.getBytes(StandardCharsets.UTF_8), "by-hand");
      throw new AssertionError(function.name() + " did not fail");
    } catch (FunctionError expected) {
      assertThat(expected.reason()).contains(failure);
    }
  }

  private void failing(String function, String event) {
    try {
      system.invoke(function, event.getBytes(StandardCharsets.UTF_8));
      throw new AssertionError(function + " did not fail");
    } catch (FunctionError expected) {
      assertThat(expected.reason()).contains("20260101T000000Z-us-0123456789ab");
    }
  }

  /** What S3 tells of a file. */
  private String stored(String key) {
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
     "eventTime":"2026-03-03T08:00:00.000Z","eventName":"ObjectCreated:Put",
     "s3":{"s3SchemaVersion":"1.0","configurationId":"x","bucket":{"name":"%1$s","arn":"arn:aws:s3:::%1$s"},
     "object":{"key":"%2$s","size":1,"eTag":"x","sequencer":"0"}}}]}
    """
        .formatted(system.bucket(), key);
  }

  /** What the bus tells of an order. */
  private static String sent(String order) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event
        .put("id", "event")
        .put("detail-type", "OrderVersion")
        .put("source", "oms")
        .put("time", "2026-03-03T13:00:00Z")
        .set("detail", json(order));
    return event.toString();
  }

  private void decide(String decision, String delivery, String snapshot)
      throws InterruptedException {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("decision", decision).put("delivery", delivery);
    if (!snapshot.isEmpty()) {
      event.put("snapshotTime", snapshot);
    }
    ask("DecideDeliveryFunction", event.toString());
    quiet();
  }

  private JsonNode ask(String function, String event) {
    try {
      return json(
          new String(
              system.invoke(function, event.getBytes(StandardCharsets.UTF_8)),
              StandardCharsets.UTF_8));
    } catch (FunctionError e) {
      throw new AssertionError(function + " failed: " + e.getMessage(), e);
    }
  }

  private static String order(String id, String facility, String status, String hour) {
    return """
    {"orderId":"%s","channel":"SHOPIFY","shopifyOrderId":"1","status":"APPROVED","lastUpdated":"2026-03-03T%s:00:00Z","items":[\
    {"seqId":"1","upca":"%s","quantity":1,"facilityId":"%s","status":"%s"},\
    {"seqId":"2","upca":"%s","quantity":1,"facilityId":"%s","status":"APPROVED"}]}
    """
        .formatted(id, hour, A, facility, status, B, facility);
  }

  private static String catalog(String... upcas) {
    StringBuilder csv = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    for (String upca : upcas) {
      csv.append("%s,v%s,%s\n".formatted(upca, upca, item(upca)));
    }
    return csv.toString();
  }

  private static ItemId item(String upca) {
    return new ItemId("7" + upca.substring(6));
  }

  private String heldOf(String snapshot) {
    return system.wiring().files().list("held/" + snapshot).getFirst().key().split("/")[1];
  }

  private String cutOf(String snapshot) {
    return system.wiring().files().list("manifests/" + snapshot).getFirst().key().split("[/.]")[1];
  }

  private List<String> statuses() {
    return system.wiring().files().list("reports/").stream()
        .map(StoredFile::key)
        .filter(key -> key.matches("reports/[^/]*\\.json"))
        .map(
            key ->
                new String(system.wiring().files().read(key).orElseThrow(), StandardCharsets.UTF_8))
        .map(report -> json(report).path("status").asText())
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
