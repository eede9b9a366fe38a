// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.masterdata.FacilitiesJson;
import io.inventorybridge.log.LogLines;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.s3.LocalBuckets;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FilterDelta and DecideDelivery on S3 and DynamoDB. */
@Tag("system")
class DeliveryHandlersTest {
  private static final Context CONTEXT = new UnlimitedContext();

  private static LocalBuckets buckets;
  private FunctionWiring wiring;
  private FileStore files;

  @BeforeAll
  static void start() {
    buckets = LocalBuckets.inMemory();
  }

  @AfterAll
  static void stop() {
    buckets.close();
  }

  @BeforeEach
  void aCatalogueAndAStore() throws Exception {
    wiring =
        new FunctionWiring(
            new FunctionEnvironment(
                Map.of(
                    FunctionEnvironment.BUCKET,
                    buckets.bucket(),
                    FunctionEnvironment.STOCK_TABLE,
                    LocalTables.table(entry("upca", S), entry("facilityId", S)),
                    FunctionEnvironment.ENTRY_TABLE,
                    LocalTables.table(entry("key", S), entry("sequence", N)),
                    FunctionEnvironment.FACT_TABLE,
                    LocalTables.table(entry("key", S), entry("fact", S)),
                    FunctionEnvironment.COUNTER_TABLE,
                    LocalTables.table(entry("item", S), entry("what", S)),
                    FunctionEnvironment.PENDING_TABLE,
                    LocalTables.table(entry("bucket", S), entry("record", S)),
                    FunctionEnvironment.DELIVERY_TABLE,
                    LocalTables.table(entry("source", S), entry("delivery", S)))),
            buckets::client,
            LocalTables::client,
            Clock.systemUTC());
    files = wiring.files();
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    CatalogIndex.of(List.of(CatalogProduct.of("0012", "p1"))).writeTo(index);
    files.put(ImportingCatalog.INDEX, FileStore.Content.of(index.toByteArray()), Map.of());
    files.put(
        ImportingFacilities.INDEX,
        FileStore.Content.of(
            new FacilitiesJson().write(FacilityDirectory.of(List.of(Facility.of("SVC21"))))),
        Map.of());
  }

  private Map<String, Object> filter(String encodedKey) {
    return new FilterDeltaHandler(wiring).handleRequest(event(encodedKey), CONTEXT).getFirst();
  }

  private void drop(String key, String content, Map<String, String> metadata) {
    files.put(key, FileStore.Content.of(content.getBytes(UTF_8)), metadata);
  }

  private String text(String key) {
    return new String(files.read(key).orElseThrow(), UTF_8);
  }

  @Test
  void aDroppedDeltaBecomesParts() {
    drop(
        "incoming/sv/día 1+2.csv",
        "STORE,UPC,QTY\nSVC21,12,5\n",
        Map.of("snapshot-time", "2026-11-20T07:00:00Z"));

    Map<String, Object> answer = filter("incoming/sv/d%C3%ADa+1%2B2.csv");

    String id = String.valueOf(answer.get("delivery"));
    assertThat(answer).isEqualTo(Map.of("outcome", "ACCEPTED", "delivery", id, "parts", 1));
    assertThat(text("reset/" + id + "/part-0001.csv"))
        .isEqualTo(
            """
            facilityId,idType,idValue,availableQty,locationSeqId
            SVC21,UPCA,0012,5,TLTLTLLL01
            """);
    assertThat(files.list("originals/" + id + "/"))
        .extracting(StoredFile::key)
        .containsExactly("originals/" + id + "/día 1+2.csv");
    assertThat(filter("incoming/sv/d%C3%ADa+1%2B2.csv")).as("told again").isEqualTo(answer);
  }

  @Test
  void aHeldDeltaIsReportedAndReleasedByAnOperator() throws Exception {
    drop(
        "incoming/sv/mañana.csv",
        "STORE,UPC,QTY\nSVC21,12,5\n",
        Map.of("snapshot-time", "2199-11-20T07:00:00Z"));

    Map<String, Object> held = filter("incoming/sv/ma%C3%B1ana.csv");

    String id = String.valueOf(held.get("delivery"));
    assertThat(held)
        .isEqualTo(
            Map.of(
                "outcome",
                "REPORTED",
                "delivery",
                id,
                "status",
                "HELD",
                "report",
                "reports/" + id + ".json"));
    assertThat(JsonCodec.read(text("reports/" + id + ".json")).path("reason").asText())
        .startsWith("SNAPSHOT_AHEAD: the snapshot time 2199-11-20T07:00:00Z is more than PT5M");

    assertThat(
            new DecideDeliveryHandler(wiring)
                .handleRequest(
                    Map.of(
                        "decision", "RELEASE",
                        "delivery", id,
                        "snapshotTime", "2026-11-20T01:00:00-06:00"),
                    CONTEXT))
        .isEqualTo(
            Map.of("outcome", "DONE", "delivery", id, "status", "RELEASED", "parts", List.of()));
    Map<String, Object> released = filter("incoming/sv/released/" + id);
    assertThat(released.get("outcome")).isEqualTo("ACCEPTED");
    assertThat(String.valueOf(released.get("delivery"))).startsWith("20261120T070000Z-sv-");
    String sentence = id + " cannot be refused: it is released, not held";
    try (LogLines log = LogLines.open()) {
      assertThat(
              new DecideDeliveryHandler(wiring)
                  .handleRequest(Map.of("decision", "REFUSE", "delivery", id), CONTEXT))
          .isEqualTo(Map.of("outcome", "IMPOSSIBLE", "reason", sentence));
      assertThat(log.all()).hasSize(1);
      assertThat(log.all().getFirst().path("delivery").textValue()).isEqualTo(id);
      assertThat(log.all().getFirst().path("why").textValue()).isEqualTo(sentence);
    }
  }

  @Test
  void anEventWithoutRecordsIsIgnored() {
    assertThat(new FilterDeltaHandler(wiring).handleRequest(new S3Event(), CONTEXT)).isEmpty();
  }

  @Test
  void anUnknownDecisionIsRefused() {
    DecideDeliveryHandler handler = new DecideDeliveryHandler(wiring);
    assertThatThrownBy(() -> handler.handleRequest(Map.of("decision", "DROP"), CONTEXT))
        .hasMessage("decision 'DROP' is none of RETRY, RELEASE and REFUSE");
    assertThatThrownBy(() -> handler.handleRequest(Map.of("decision", "RETRY"), CONTEXT))
        .hasMessage("'' is not the id of a delivery");
  }

  private static S3Event event(String encodedKey) {
    S3Entity entity =
        new S3Entity(
            "deltas",
            new S3BucketEntity("bucket", null, null),
            new S3ObjectEntity(encodedKey, 1L, "etag", null, null),
            "1.0");
    return new S3Event(
        List.of(
            new S3EventNotificationRecord(
                "us-east-1",
                "ObjectCreated:Put",
                "aws:s3",
                "2026-11-23T07:00:00.000Z",
                "2.1",
                null,
                null,
                entity,
                null)));
  }
}
