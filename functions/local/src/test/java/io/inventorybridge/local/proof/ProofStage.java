// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.permissions.FunctionRole;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionStatus;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The actions of operators and systems on an installation, and its observable state. */
final class ProofStage {
  private final LocalSystem system;

  ProofStage(LocalSystem system) {
    this.system = system;
  }

  /** The webhook of a product with one variant. */
  void tellOf(String variant, String barcode, String item) throws InterruptedException {
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

  String sync(String step, String input) {
    return ask(step + "Function", input).path("status").asText();
  }

  String began() {
    return "{\"began\":\"%s\"}".formatted(system.wiring().clock().instant());
  }

  static ItemAtLocation pair(String upca) {
    return new ItemAtLocation(item(upca), PersistentShop.FIRST_LOCATION);
  }

  long shown(String upca) {
    FakeShop shop = system.shop().orElseThrow().shop();
    return shop.shown(pair(upca)).orElseThrow().available().units();
  }

  void drop(String key, String content) throws InterruptedException {
    store(key, content, Map.of());
    quiet();
  }

  /** Drops a file in another second than the one before, so that it is another upload. */
  void dropLater(String key, String content) throws InterruptedException {
    Thread.sleep(1_100);
    drop(key, content);
  }

  /** An operator's decision about an input. */
  String input(String decision, String field, String value) throws InterruptedException {
    String outcome =
        ask(
                "DecideInputsFunction",
                "{\"decision\":\"%s\",\"%s\":\"%s\"}".formatted(decision, field, value))
            .path("outcome")
            .asText();
    quiet();
    return outcome;
  }

  /** Restores the newest edition of an input that differs from the one in force. */
  void restoreOther(InputKind kind) throws InterruptedException {
    Thread.sleep(1_100);
    List<InputEdition> editions = system.wiring().editionLog().editions(kind);
    List<String> inForce =
        editions.stream()
            .filter(it -> it.status() == EditionStatus.IN_FORCE)
            .map(it -> it.importVersion().version())
            .toList();
    InputEdition other =
        editions.stream()
            .filter(it -> it.status() == EditionStatus.REPLACED)
            .filter(it -> !inForce.contains(it.importVersion().version()))
            .findFirst()
            .orElseThrow();
    assertThat(input("RESTORE", "edition", other.id())).isIn("RESTORED", "STAGED");
  }

  void drop(String key, String content, String snapshot) throws InterruptedException {
    store(key, content, Map.of("snapshot-time", snapshot));
    quiet();
  }

  void store(String key, String content, Map<String, String> metadata) {
    system
        .wiring()
        .files()
        .put(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), metadata);
  }

  void quiet() throws InterruptedException {
    int before = system.failedEvents().size();
    system.awaitQuiet();
    assertThat(system.failedEvents()).hasSize(before);
  }

  int till(String facility, String upca, String event) {
    return till(facility, upca, event, "2026-03-03T12:00:00Z");
  }

  int till(String facility, String upca, String event, String time) {
    return call(
        "Bearer " + system.apiToken(),
        """
        {"facilityId":"%s","availableDelta":-1,"idType":"UPCA","idValue":"%s","locationSeqId":"TLTLTLLL01",\
        "varianceReasonId":"POS_SALE","eventId":"%s","eventTime":"%s"}\
        """
            .formatted(facility, upca, event, time));
  }

  int call(String authorization, String body) {
    ObjectNode request = JsonCodec.MAPPER.createObjectNode();
    request.put("httpMethod", "POST").put("body", body).put("isBase64Encoded", false);
    request.putObject("headers").put("Authorization", authorization);
    return ask("UpdateInventoryFunction", request.toString()).path("statusCode").asInt();
  }

  /** The function, with a time limit that is immediately exceeded. */
  LocalFunction hurried(String function) {
    return LocalFunction.of(
        declared(function).within(Duration.ofMillis(1)), wiring(function, system.dynamoDb()));
  }

  /** The function, cut off at its first transaction. */
  LocalFunction broken(String function) {
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

  FunctionWiring wiring(String function, DynamoDbClient dynamoDb) {
    FunctionRole role = system.roles().get(function);
    return new FunctionWiring(
        new FunctionEnvironment(declared(function).environment()),
        () -> role.guarding(system.s3()),
        () -> role.guarding(dynamoDb),
        system.wiring().clock());
  }

  StackTemplate.Function declared(String function) {
    return system.template().functions().stream()
        .filter(it -> it.name().equals(function))
        .findFirst()
        .orElseThrow();
  }

  static void failing(LocalFunction function, String event, String failure) {
    try {
      function.invoke(event.getBytes(StandardCharsets.UTF_8), "by-hand");
      throw new AssertionError(function.name() + " did not fail");
    } catch (FunctionError expected) {
      assertThat(expected.reason()).contains(failure);
    }
  }

  void failing(String function, String event) {
    try {
      system.invoke(function, event.getBytes(StandardCharsets.UTF_8));
      throw new AssertionError(function + " did not fail");
    } catch (FunctionError expected) {
      assertThat(expected.reason()).contains("20260101T000000Z-us-0123456789ab");
    }
  }

  /** The S3 event of a file. */
  String stored(String key) {
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
     "eventTime":"2026-03-03T08:00:00.000Z","eventName":"ObjectCreated:Put",
     "s3":{"s3SchemaVersion":"1.0","configurationId":"x","bucket":{"name":"%1$s","arn":"arn:aws:s3:::%1$s"},
     "object":{"key":"%2$s","size":1,"eTag":"x","sequencer":"0"}}}]}
    """
        .formatted(system.bucket(), key);
  }

  /** The bus event of an order. */
  static String sent(String order) {
    ObjectNode event = JsonCodec.MAPPER.createObjectNode();
    event
        .put("id", "event")
        .put("detail-type", "OrderVersion")
        .put("source", "oms")
        .put("time", "2026-03-03T13:00:00Z")
        .set("detail", json(order));
    return event.toString();
  }

  void decide(String decision, String delivery, String snapshot) throws InterruptedException {
    ObjectNode event = JsonCodec.MAPPER.createObjectNode();
    event.put("decision", decision).put("delivery", delivery);
    if (!snapshot.isEmpty()) {
      event.put("snapshotTime", snapshot);
    }
    ask("DecideDeliveryFunction", event.toString());
    quiet();
  }

  /** Undoes a delivery by its state machine. */
  void undo(String delivery) throws InterruptedException {
    assertThat(
            system.execute(
                "DeliveryUndo", "undo-" + delivery, Map.of("delivery", delivery), wanted -> {}))
        .isInstanceOf(StateMachineInterpreter.Succeeded.class);
    quiet();
  }

  JsonNode ask(String function, String event) {
    try {
      return json(
          new String(
              system.invoke(function, event.getBytes(StandardCharsets.UTF_8)),
              StandardCharsets.UTF_8));
    } catch (FunctionError e) {
      throw new AssertionError(function + " failed: " + e.getMessage(), e);
    }
  }

  static String order(String id, String facility, String status, String hour) {
    return """
    {"orderId":"%s","channel":"SHOPIFY","shopifyOrderId":"1","status":"APPROVED","lastUpdated":"2026-03-03T%s:00:00Z","items":[\
    {"seqId":"1","upca":"%s","quantity":1,"facilityId":"%s","status":"%s"},\
    {"seqId":"2","upca":"%s","quantity":1,"facilityId":"%s","status":"APPROVED"}]}
    """
        .formatted(id, hour, ProofScenes.A, facility, status, ProofScenes.B, facility);
  }

  static String catalog(String... upcas) {
    StringBuilder csv = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    for (String upca : upcas) {
      csv.append("%s,v%s,%s\n".formatted(upca, upca, item(upca)));
    }
    return csv.toString();
  }

  static InventoryItemId item(String upca) {
    return new InventoryItemId("7" + upca.substring(6));
  }

  String heldOf(String snapshot) {
    return system.wiring().files().list("held/" + snapshot).getFirst().key().split("/")[1];
  }

  String cutOf(String snapshot) {
    return system.wiring().files().list("manifests/" + snapshot).getFirst().key().split("[/.]")[1];
  }

  List<String> statuses() {
    return system.wiring().files().list("reports/").stream()
        .map(StoredFile::key)
        .filter(key -> key.matches("reports/[^/]*\\.json"))
        .map(
            key ->
                new String(system.wiring().files().read(key).orElseThrow(), StandardCharsets.UTF_8))
        .map(report -> json(report).path("status").asText())
        .toList();
  }

  static JsonNode json(String text) {
    try {
      return JsonCodec.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
