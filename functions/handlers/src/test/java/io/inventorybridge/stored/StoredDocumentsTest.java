// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stored;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.delivery.DeliveryJson;
import io.inventorybridge.json.delivery.DeliveryRecordJson;
import io.inventorybridge.json.masterdata.FacilitiesJson;
import io.inventorybridge.json.orders.OrderHistoryJson;
import io.inventorybridge.json.reporting.JsonReportReader;
import io.inventorybridge.json.reporting.MorningJson;
import io.inventorybridge.json.rules.RuleBookJson;
import io.inventorybridge.json.shopsync.JsonOrderMirrorStore;
import io.inventorybridge.json.shopsync.OutboxCallJson;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.reporting.morning.AgingUnits;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.rules.ProductFacilityRule.ProductAtFacility;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleBook.OverlayValue;
import io.inventorybridge.rules.RuleRow;
import io.inventorybridge.rules.RuleSource;
import io.inventorybridge.rules.RuleValue;
import io.inventorybridge.rules.RuleValue.RuleKind;
import io.inventorybridge.shopsync.mirror.MirroredOrder;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.stored.ExtremeValues.Range;
import io.inventorybridge.support.files.InMemoryFileStore;
import io.inventorybridge.support.records.BadRecord;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of stored document comes back as it was written, and a document that lacks a required
 * field is refused with its name.
 */
class StoredDocumentsTest {
  private static final int DOCUMENTS = 200;
  private static final DeliveryJson DELIVERIES = new DeliveryJson();

  /** A kind of document: writes an extreme one, reads it, and gives both. */
  interface DocumentKind extends BiFunction<ExtremeValues, ExtremeValues, Object[]> {}

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(
            "order history",
            (any, inputs) -> {
              OrderHistory history = history(inputs);
              return pair(
                  history,
                  OrderHistoryJson.read(history.orderId(), OrderHistoryJson.write(history)));
            }),
        kind(
            "manifest",
            (any, inputs) -> {
              DeliveryManifest manifest = any.of(DeliveryManifest.class);
              return pair(manifest, DELIVERIES.readManifest(DELIVERIES.write(manifest)));
            }),
        kind(
            "delivery record",
            (any, inputs) -> {
              DeliveryRecord record = any.of(DeliveryRecord.class);
              return pair(
                  record, DeliveryRecordJson.readDelivery(DeliveryRecordJson.write(record)));
            }),
        kind(
            "part record",
            (any, inputs) -> {
              PartRecord record = any.of(PartRecord.class);
              return pair(record, DeliveryRecordJson.readPart(DeliveryRecordJson.write(record)));
            }),
        kind(
            "outbox call",
            (any, inputs) -> {
              OutboxCall call = call(any);
              return pair(call, OutboxCallJson.read(OutboxCallJson.write(call), call.revision()));
            }),
        kind(
            "order mirror",
            (any, inputs) -> {
              OrderMirror mirror = mirror(any);
              JsonOrderMirrorStore store =
                  new JsonOrderMirrorStore(new InMemoryFileStore(Clock.systemUTC()));
              store.save(mirror);
              return pair(mirror, store.load());
            }),
        kind(
            "rules index",
            (any, inputs) -> {
              RuleBook book = book(any);
              RuleBook read = new RuleBookJson().read(new RuleBookJson().write(book));
              return pair(
                  List.of(book.version(), book.rules(), book.overlay()),
                  List.of(read.version(), read.rules(), read.overlay()));
            }),
        kind(
            "facilities index",
            (any, inputs) -> {
              FacilityDirectory directory = directory(any);
              FacilityDirectory read =
                  new FacilitiesJson().read(new FacilitiesJson().write(directory));
              return pair(
                  List.of(directory.version(), List.copyOf(directory.all())),
                  List.of(read.version(), List.copyOf(read.all())));
            }),
        kind(
            "morning summary",
            (any, inputs) -> {
              MorningSummary summary = consistent(inputs.of(MorningSummary.class));
              return pair(summary, new JsonReportReader().summary(MorningJson.summary(summary)));
            }));
  }

  // UPC and age of an old line follow from its key and the snapshot time.
  private static MorningSummary consistent(MorningSummary any) {
    return new MorningSummary(
        any.delivery(),
        any.snapshot(),
        any.differences(),
        new MorningSummary.Aging(
            any.aging().all(),
            any.aging().olderThan(),
            any.aging().oldest().stream()
                .map(
                    old ->
                        new AgingUnits(
                            old.key(),
                            old.key().upc().toString(),
                            old.orderId(),
                            old.seqId(),
                            old.units(),
                            old.completedAt(),
                            Duration.between(old.completedAt(), any.snapshot())))
                .toList()),
        any.silentStores());
  }

  private static Arguments kind(String name, DocumentKind kind) {
    return Arguments.of(name, kind);
  }

  private static Object[] pair(Object written, Object read) {
    return new Object[] {written, read};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void anExtremeDocumentComesBackAsItWasWritten(String name, DocumentKind kind) {
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      Object[] both =
          kind.apply(new ExtremeValues(seed, Range.ANY), new ExtremeValues(seed, Range.OF_INPUTS));
      assertThat(both[1]).as("seed %d", seed).isEqualTo(both[0]);
    }
  }

  @Test
  void aDocumentWithoutARequiredFieldIsRefusedWithItsNameAndNeverReadAsZero() throws Exception {
    OutboxCall call =
        Stream.iterate(1, seed -> seed + 1)
            .map(seed -> call(new ExtremeValues(seed, Range.ANY)))
            .filter(it -> !it.entries().isEmpty() && it.stage() instanceof OutboxCall.Answered)
            .findFirst()
            .orElseThrow();
    everyFieldIsRequired(
        OutboxCallJson.write(call),
        Set.of("product", "read", "item"),
        document -> OutboxCallJson.read(document, 1));
    OrderHistory history =
        Stream.iterate(1, seed -> seed + 1)
            .map(seed -> history(new ExtremeValues(seed, Range.OF_INPUTS)))
            .filter(it -> it.lines().size() > 2)
            .findFirst()
            .orElseThrow();
    everyFieldIsRequired(
        OrderHistoryJson.write(history),
        Set.of(
            "channel",
            "shopifyOrderId",
            "newest",
            "upca",
            "facilityId",
            "completedAt",
            "reportedAt",
            "shopifyInventoryItemId",
            "shopifyLocationId",
            "takenQuantity",
            "restockedQuantity",
            "opened",
            "shopItem",
            "shopLocation",
            "by",
            "location"),
        document -> OrderHistoryJson.read(history.orderId(), document));
    FacilityDirectory directory =
        FacilityDirectory.of(List.of(Facility.of("NY01").withExternalId("1/001")));
    everyFieldIsRequired(
        new String(new FacilitiesJson().write(directory), UTF_8),
        Set.of("externalFacilityId", "name", "shopifyLocationId"),
        document -> new FacilitiesJson().read(document.getBytes(UTF_8)));
  }

  private interface DocumentReader {
    Object read(String document);
  }

  private static void everyFieldIsRequired(
      String document, Set<String> optional, DocumentReader reader) throws JsonProcessingException {
    List<String> tried = new ArrayList<>();
    JsonNode whole = JsonCodec.read(document);
    List<ObjectNode> objects = new ArrayList<>();
    collect(whole, objects);
    for (ObjectNode object : objects) {
      for (String field : List.copyOf(new HashSet<>(names(object)))) {
        if (optional.contains(field)) {
          continue;
        }
        JsonNode value = object.remove(field);
        tried.add(field);
        assertThatThrownBy(() -> reader.read(whole.toString()))
            .as(field)
            .isInstanceOf(BadRecord.class)
            .hasMessageContaining(field);
        object.set(field, value);
      }
    }
    assertThat(tried).hasSizeGreaterThan(3);
    assertThat(reader.read(whole.toString())).isNotNull();
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  private static OrderHistory history(ExtremeValues inputs) {
    String id = inputs.of(String.class);
    OrderHistory history = OrderHistory.of(id);
    for (OrderVersion version : inputs.listOf(OrderVersion.class, 4)) {
      OrderVersion mine =
          new OrderVersion(
              id,
              version.channel(),
              version.shopifyOrderId(),
              version.status(),
              version.lastUpdated(),
              version.completedAt(),
              version.reportedAt(),
              distinct(version.items()));
      history = history.with(mine, new AcknowledgmentPolicy.Acknowledged(Optional.empty()));
    }
    for (Instant at : inputs.listOf(Instant.class, 2)) {
      history = history.declaredKnown(at);
    }
    return history;
  }

  private static List<OrderVersion.Item> distinct(List<OrderVersion.Item> items) {
    Map<String, OrderVersion.Item> bySeqId = new TreeMap<>();
    items.forEach(item -> bySeqId.put(item.seqId(), item));
    return List.copyOf(bySeqId.values());
  }

  private static OutboxCall call(ExtremeValues any) {
    List<OutboxCall.Entry> entries = new ArrayList<>();
    List<ShopCall.Change> changes = new ArrayList<>();
    List<ShopCall.Target> targets = new ArrayList<>();
    Set<Object> items = new HashSet<>();
    for (OutboxCall.Entry entry : any.listOf(OutboxCall.Entry.class, 6)) {
      if (items.add(entry.item())) {
        entries.add(entry);
        changes.add(new ShopCall.Change(entry.item(), any.of(StockQuantity.class)));
        targets.add(
            new ShopCall.Target(
                entry.item(),
                any.of(StockQuantity.class),
                any.of(Boolean.class)
                    ? Optional.of(any.of(StockQuantity.class))
                    : Optional.empty()));
      }
    }
    if (entries.isEmpty()) {
      return call(any);
    }
    UUID key = any.of(UUID.class);
    ShopLocationId location = any.of(ShopLocationId.class);
    URI reference = any.of(URI.class);
    return new OutboxCall(
        any.of(Boolean.class)
            ? new ShopCall.Adjustment(key, location, reference, changes)
            : new ShopCall.Correction(key, location, reference, targets),
        any.of(String.class),
        any.of(Instant.class),
        entries,
        any.of(OutboxCall.Stage.class),
        7);
  }

  private static OrderMirror mirror(ExtremeValues any) {
    Map<String, MirroredOrder> orders = new HashMap<>();
    for (MirroredOrder order : any.listOf(MirroredOrder.class, 3)) {
      String id = order.order().order();
      orders.put(
          id,
          new MirroredOrder(
              order.order(),
              order.fulfillments().stream()
                  .map(
                      part ->
                          new ShopFulfillment(
                              part.fulfilment(),
                              id,
                              part.status(),
                              part.updatedAt(),
                              part.location(),
                              part.lines()))
                  .toList(),
              order.refunds()));
    }
    return new OrderMirror(Optional.of(any.of(Instant.class)), orders);
  }

  private static RuleBook book(ExtremeValues any) {
    Map<ProductAtFacility, Map<RuleKind, OverlayValue>> overlay = new HashMap<>();
    for (ProductAtFacility pair : any.listOf(ProductAtFacility.class, 3)) {
      RuleSource source = any.of(RuleSource.class);
      overlay.put(
          pair,
          Map.of(
              RuleKind.SAFETY_STOCK,
              new OverlayValue(
                  source, Optional.of(new RuleValue.SafetyStock(any.of(StockQuantity.class)))),
              RuleKind.ALLOW_BROKERING,
              new OverlayValue(source, Optional.empty())));
    }
    return new RuleBook(
        Optional.of(any.of(RuleSource.class)), any.listOf(RuleRow.class, 4), overlay);
  }

  private static FacilityDirectory directory(ExtremeValues any) {
    Map<Object, Facility> facilities = new HashMap<>();
    any.listOf(Facility.class, 4).forEach(facility -> facilities.put(facility.id(), facility));
    return FacilityDirectory.of(facilities.values());
  }
}
