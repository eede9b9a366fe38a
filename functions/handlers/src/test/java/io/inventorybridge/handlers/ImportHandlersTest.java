// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.s3.LocalBuckets;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("system")
class ImportHandlersTest {
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
  void freshBucketAndTables() {
    wiring =
        new FunctionWiring(
            new FunctionEnvironment(
                Map.of(
                    FunctionEnvironment.BUCKET,
                    buckets.bucket(),
                    FunctionEnvironment.CATALOG_TABLE,
                    LocalTables.table(entry("upca", S), entry("productId", S)),
                    FunctionEnvironment.FACILITY_TABLE,
                    LocalTables.table(entry("facilityId", S)),
                    FunctionEnvironment.PENDING_TABLE,
                    LocalTables.table(entry("bucket", S), entry("record", S)))),
            buckets::client,
            LocalTables::client,
            Clock.systemUTC());
    files = wiring.files();
  }

  @Test
  void aDroppedCatalogIsImportedReportedAndSeenByAWarmFunction() throws Exception {
    assertThat(wiring.catalogIndex()).isEmpty();
    drop("catalog/año 1+2.csv", "upca;productId;title\n0012345;v1;\"Niño; 38\"\n;v2;x\n");

    JsonNode report = catalog("catalog/a%C3%B1o+1%2B2.csv");

    CatalogIndex index = wiring.catalogIndex().orElseThrow();
    assertThat(report.path("kind").asText()).isEqualTo("catalog");
    assertThat(report.path("key").asText()).isEqualTo("catalog/año 1+2.csv");
    assertThat(report.path("status").asText()).isEqualTo("IMPORTED");
    assertThat(report.path("reason").getNodeType()).isEqualTo(JsonNodeType.NULL);
    assertThat(report.path("rows"))
        .isEqualTo(JsonCodec.read("{\"read\":2,\"kept\":1,\"rejected\":{\"EMPTY_UPC\":1}}"));
    assertThat(report.path("version").asText()).isEqualTo(index.version());
    assertThat(text(report.path("rejects").asText()))
        .isEqualTo(
            """
            upca,productId,title,rejectLine,rejectReason,rejectMessage
            ,v2,x,3,EMPTY_UPC,the upca is empty
            """);
    assertThat(index.upca(index.find(12345))).isEqualTo("0012345");
    assertThat(wiring.ports().catalog().find(CanonicalUpc.of("12345")).getFirst().title())
        .contains("Niño; 38");
    assertThat(wiring.catalogIndex().orElseThrow()).as("kept while it is the same").isSameAs(index);

    drop("catalog/b.csv", "upca,productId\n7,v7\n");
    catalog("catalog/b.csv");

    assertThat(wiring.catalogIndex().orElseThrow().find(7)).isZero();
    assertThat(wiring.catalogIndex().orElseThrow().find(12345)).isEqualTo(CatalogIndex.UNKNOWN);
  }

  @Test
  void anUnusableCatalogIsReportedAndChangesNothing() throws Exception {
    drop("catalog/a.csv", "upca,productId\n7,v7\n");
    catalog("catalog/a.csv");
    drop("catalog/b.csv", "upca,sku\n8,v8\n");

    JsonNode report = catalog("catalog/b.csv");

    assertThat(report.path("status").asText()).isEqualTo("REFUSED");
    assertThat(report.path("reason").asText())
        .isEqualTo("catalog/b.csv: the column productId is missing; it has upca, sku");
    assertThat(report.path("version").isNull()).isTrue();
    assertThat(wiring.catalogIndex().orElseThrow().find(7)).isZero();
  }

  @Test
  void droppedFacilitiesAreImportedReportedAndSeenByAWarmFunction() throws Exception {
    FacilityDirectory nobody = wiring.facilityDirectory();
    assertThat(nobody.find("SVC21", Optional.empty())).isEqualTo(new Found.Unknown());
    drop(
        "facilities/f.csv",
        "facilityId,externalFacilityId,name,type,shopifyLocationId,groups\n"
            + "SVC21,1/021,Centro,STORE,99,SV\n_NA_,,,VIRTUAL,,\n");

    List<String> reports =
        new ImportFacilitiesHandler(wiring).handleRequest(event("facilities/f.csv"), null);

    FacilityDirectory directory = wiring.facilityDirectory();
    assertThat(reports).hasSize(1);
    assertThat(reports.getFirst())
        .matches("reports/imports/facilities-[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}\\.json");
    assertThat(
            JsonCodec.read(files.read(reports.getFirst()).orElseThrow()).path("version").asText())
        .isEqualTo(directory.version());
    assertThat(directory.find("21", Optional.of("1")))
        .isEqualTo(new Found.Known(directory.facility(new FacilityId("SVC21")).orElseThrow()));
    assertThat(directory.find("_NA_", Optional.empty())).isEqualTo(new Found.Virtual());
    assertThat(wiring.ports().facilities().all()).containsExactlyElementsOf(directory.all());
  }

  @Test
  void droppedRulesAreImportedReportedAndSeenByAWarmFunction() throws Exception {
    assertThat(wiring.ruleBook()).isSameAs(RuleBook.EMPTY);
    drop(
        "rules/rules.csv",
        "sequence;kind;productId;upca;tag;facilityId;facilityGroupId;value\r\n"
            + "10;SAFETY_STOCK;;;;;SV;4\r\n20;CHANNEL;;0012345;;;;N\r\n20;CHANNEL;;1;;;;maybe\r\n");
    drop(
        "rules/PRODUCT_FACILITY_2026-11-23-01-00-00-000.csv",
        "product-id,facility-id,facility-safety-stock\nv1,SVC21,9\n");

    JsonNode report = rules("rules/rules.csv");
    rules("rules/PRODUCT_FACILITY_2026-11-23-01-00-00-000.csv");

    RuleBook book = wiring.ruleBook();
    assertThat(report.path("kind").asText()).isEqualTo("rules");
    assertThat(report.path("rows"))
        .isEqualTo(JsonCodec.read("{\"read\":3,\"kept\":2,\"rejected\":{\"MALFORMED_VALUE\":1}}"));
    assertThat(text(report.path("rejects").asText()))
        .isEqualTo(
            """
            sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value,rejectLine,rejectReason,rejectMessage
            20,CHANNEL,,1,,,,maybe,4,MALFORMED_VALUE,"line 4, column value: 'maybe' is neither Y nor N"
            """);
    assertThat(book.rules()).hasSize(2);
    assertThat(book.overlay()).hasSize(1);
    assertThat(wiring.ruleBook()).as("kept while it is the same").isSameAs(book);
  }

  @Test
  void anEventWithoutRecordsAFolderAndAMissingFileAreIgnored() {
    ImportCatalogHandler handler = new ImportCatalogHandler(wiring);
    drop("catalog/", "");

    assertThat(handler.handleRequest(new S3Event(), null)).isEmpty();
    assertThat(handler.handleRequest(event("catalog/"), null)).isEmpty();
    assertThat(handler.handleRequest(event("catalog/gone.csv"), null)).isEmpty();
    assertThat(files.list("reports/")).isEmpty();
  }

  @Test
  void theSettingsOfASourceCountOnceTheirImportLetThemIn() throws Exception {
    drop("settings/installation.json", "{\"partSize\": 10, \"zone\": \"America/El_Salvador\"}");
    drop("settings/sv.json", "{\"partSize\": 20}");
    assertThat(wiring.settings("sv").delivery().partSize())
        .as("before the imports let them in")
        .isEqualTo(200_000);

    settings("settings/installation.json");
    settings("settings/sv.json");
    assertThat(wiring.settings("sv").delivery().partSize()).isEqualTo(20);
    assertThat(wiring.settings("sv").snapshot().zone().getId()).isEqualTo("America/El_Salvador");
    assertThat(wiring.settings("gt").delivery().partSize()).isEqualTo(10);
  }

  @Test
  void badSettingsAreRefusedAndTheEditionInForceGoesOnCounting() throws Exception {
    drop("settings/sv.json", "{\"partSize\": 20}");
    assertThat(settings("settings/sv.json").path("status").asText()).isEqualTo("IMPORTED");

    for (String bad :
        List.of("", "hello", "[]", "{\"partsize\": 30}", "{\"partSize\": 0}", "[".repeat(5_000))) {
      drop("settings/sv.json", bad);
      JsonNode report = settings("settings/sv.json");
      assertThat(report.path("status").asText()).as(bad).isEqualTo("REFUSED");
      assertThat(report.path("reason").asText()).startsWith("settings/sv.json: ");
      assertThat(wiring.settings("sv").delivery().partSize()).as(bad).isEqualTo(20);
    }

    drop("settings/sv.json", "{\"partSize\": 40}");
    settings("settings/sv.json");
    assertThat(wiring.settings("sv").delivery().partSize()).isEqualTo(40);
    drop("settings/sv.yaml", "partSize: 30");
    assertThat(settings("settings/sv.yaml").path("reason").asText())
        .isEqualTo(
            "settings/sv.yaml is not read by anything; settings are called"
                + " settings/installation.json or settings/<source>.json");
  }

  @Test
  void theEditionInForceIsNoDrop() {
    drop("settings/in-force/sv.json", "hello");
    assertThat(
            new ImportSettingsHandler(wiring)
                .handleRequest(event("settings/in-force/sv.json"), null))
        .isEmpty();
    assertThat(files.list("reports/")).isEmpty();
  }

  private JsonNode settings(String key) throws Exception {
    List<String> reports = new ImportSettingsHandler(wiring).handleRequest(event(key), null);
    assertThat(reports).hasSize(1);
    return JsonCodec.read(files.read(reports.getFirst()).orElseThrow());
  }

  private JsonNode catalog(String encodedKey) throws Exception {
    List<String> reports = new ImportCatalogHandler(wiring).handleRequest(event(encodedKey), null);
    assertThat(reports).hasSize(1);
    return JsonCodec.read(files.read(reports.getFirst()).orElseThrow());
  }

  private JsonNode rules(String key) throws Exception {
    List<String> reports = new ImportRulesHandler(wiring).handleRequest(event(key), null);
    assertThat(reports).hasSize(1);
    return JsonCodec.read(files.read(reports.getFirst()).orElseThrow());
  }

  private void drop(String key, String content) {
    files.put(key, FileStore.Content.of(content.getBytes(UTF_8)), Map.of());
  }

  private String text(String key) {
    return new String(files.read(key).orElseThrow(), UTF_8);
  }

  private static S3Event event(String encodedKey) {
    S3Entity entity =
        new S3Entity(
            "imports",
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
