// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionStatus;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.reporting.notifications.NotificationMessage;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Wrong inputs of a retailer that sells live: 40 products in four stores, of which two have ten
 * units of each and two have two. Each is held, sales go on, an operator lets it in and takes it
 * back.
 */
@Tag("system")
class StagedInputsTest {
  private static final int PRODUCTS = 40;
  private static final long ALL = 24;
  private static final String RULES =
      "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value\n";
  private static final String LIVE = "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\"}";

  private LocalSystem system;
  private int shots;
  private int sales;

  @BeforeEach
  void aRetailerSellsLive() throws Exception {
    system = LocalSystem.open(LocalOptions.inMemory());
    drop("settings/installation.json", LIVE);
    drop("facilities/facilities.csv", facilities("S1", "S2", "S3", "S4"));
    drop("catalog/catalog.csv", catalog(PRODUCTS));
    drop("rules/rules.csv", RULES + "10,SAFETY_STOCK,,,,,,0\n");
    StringBuilder load = new StringBuilder("SBS_NO,STORE_CODE,UPC,QTY_ON_HAND\n");
    for (int n = 1; n <= PRODUCTS; n++) {
      load.append("1,1,%1$s,10\n1,2,%1$s,10\n1,3,%1$s,2\n1,4,%1$s,2\n".formatted(upca(n)));
    }
    store(
        "incoming/us/initial/load.csv",
        load.toString(),
        Map.of("snapshot-time", "2026-03-02T07:00:00Z"));
    system.awaitQuiet();
    publish();
    assertThat(shown(1)).isEqualTo(ALL);
    assertThat(shown(PRODUCTS)).isEqualTo(ALL);
  }

  @AfterEach
  void close() {
    system.close();
  }

  @Test
  void aChannelSwitchedOffForEverything() throws Exception {
    InputEdition good = inForce(InputKind.RULES);
    JsonNode report = drop("rules/rules.csv", RULES + "10,CHANNEL,,,,,,N\n");

    assertStaged(
        InputKind.RULES,
        report,
        "40 of 40 pairs above zero would fall to 0 or be published no longer; at most 25 % may");
    int told = system.notices().size();
    salesGoOn(1);

    assertThat(decide("RELEASE", "input", "RULES").path("outcome").asText()).isEqualTo("RELEASED");
    assertThat(page(inForce(InputKind.RULES))).contains("An operator let this edition of RULES in");
    assertThat(page(PagePaths.INDEX)).doesNotContain("waits for an operator");
    assertThat(system.notices()).as("a release is told to nobody").hasSize(told);
    publish();
    assertThat(shown(1)).isZero();
    assertThat(shown(PRODUCTS)).isZero();

    assertThat(decide("RESTORE", "edition", good.id()).path("outcome").asText())
        .isEqualTo("RESTORED");
    publish();
    assertThat(shown(1)).isEqualTo(ALL - 2);
    assertThat(shown(PRODUCTS)).isEqualTo(ALL);
  }

  @Test
  void facilitiesWithoutHalfTheStores() throws Exception {
    InputEdition good = inForce(InputKind.FACILITIES);
    JsonNode report = drop("facilities/facilities.csv", facilities("S3", "S4"));

    assertStaged(
        InputKind.FACILITIES,
        report,
        "40 of 40 pairs above zero would change by more than half; at most 40 % may");
    assertThat(system.wiring().ports().facilities().all()).allMatch(it -> it.active());
    salesGoOn(2);

    decide("RELEASE", "input", "FACILITIES");
    publish();
    assertThat(shown(PRODUCTS)).isEqualTo(4);

    assertThat(decide("RESTORE", "edition", good.id()).path("outcome").asText())
        .as("every number would rise by more than half")
        .isEqualTo("STAGED");
    publish();
    assertThat(shown(PRODUCTS)).isEqualTo(4);
    decide("RELEASE", "input", "FACILITIES");
    publish();
    assertThat(shown(2)).isEqualTo(ALL - 2);
    assertThat(shown(PRODUCTS)).isEqualTo(ALL);
  }

  @Test
  void aCatalogOfATenthOfTheProducts() throws Exception {
    InputEdition good = inForce(InputKind.CATALOG);
    JsonNode report = drop("catalog/catalog.csv", catalog(PRODUCTS / 10));

    assertStaged(
        InputKind.CATALOG,
        report,
        "36 of 40 pairs above zero would fall to 0 or be published no longer; at most 25 % may");
    assertThat(system.wiring().catalogIndex().orElseThrow().size()).isEqualTo(PRODUCTS);
    salesGoOn(PRODUCTS);

    decide("RELEASE", "input", "CATALOG");
    assertThat(system.wiring().catalogIndex().orElseThrow().size()).isEqualTo(PRODUCTS / 10);
    assertThat(till("S1", PRODUCTS)).as("it is kept until the product is back").isEqualTo(200);
    publish();
    assertThat(shown(PRODUCTS)).as("not touched").isEqualTo(ALL - 2);

    decide("RESTORE", "edition", good.id());
    publish();
    assertThat(system.wiring().catalogIndex().orElseThrow().size()).isEqualTo(PRODUCTS);
    assertThat(shown(PRODUCTS)).as("with the sale meanwhile").isEqualTo(ALL - 3);
    assertThat(shown(1)).isEqualTo(ALL);
  }

  @Test
  void aChangeOfTopologyWaitsWhateverItChanges() throws Exception {
    JsonNode report =
        drop(
            "settings/installation.json",
            LIVE.replace("}", ",\"topology\":\"LOCATION_PER_FACILITY\"}"));

    assertThat(report.path("status").asText()).isEqualTo("STAGED");
    assertThat(report.path("reason").asText())
        .isEqualTo(
            "the topology changes from ONE_LOCATION to LOCATION_PER_FACILITY, which always waits"
                + " for an operator");
    salesGoOn(3);
    drop("settings/installation.json", LIVE.replace("LIVE", "OFF"));
    assertThat(system.wiring().installationSettings().publishing().publish().name())
        .as("the next edition takes its place; the kill switch is never held")
        .isEqualTo("OFF");
    assertThat(decide("RELEASE", "input", "SETTINGS").path("reason").asText())
        .isEqualTo("no edition of SETTINGS is staged; see the list of inputs");
    assertThat(page(PagePaths.INDEX)).doesNotContain("waits for an operator");
  }

  @Test
  void aBrakeThatIsSwitchedOffLetsEverythingIn() throws Exception {
    drop("settings/installation.json", LIVE.replace("}", ",\"brake\":null}"));
    JsonNode report = drop("rules/rules.csv", RULES + "10,CHANNEL,,,,,,N\n");

    assertThat(report.path("status").asText()).isEqualTo("IMPORTED");
    publish();
    assertThat(shown(1)).isZero();
  }

  private void assertStaged(InputKind kind, JsonNode report, String sentence) throws Exception {
    assertThat(report.path("status").asText()).isEqualTo("STAGED");
    assertThat(report.path("reason").asText()).isEqualTo(sentence);
    assertThat(report.path("brake").path("pairs").asLong()).isEqualTo(PRODUCTS);
    List<InputEdition> editions = system.wiring().editionLog().editions(kind);
    assertThat(editions.getFirst().status()).isEqualTo(EditionStatus.STAGED);
    assertThat(editions.get(1).status()).isEqualTo(EditionStatus.IN_FORCE);
    assertThat(system.notices().getLast())
        .extracting(NotificationMessage::subject)
        .isEqualTo("Inventory input STAGED: %s %s".formatted(kind, editions.getFirst().id()));
    assertThat(page(editions.getFirst())).contains("waits for a decision", sentence);
    assertThat(page(PagePaths.INDEX)).contains("1 input waits for an operator.", sentence);
    publish();
    assertThat(shown(PRODUCTS)).as("nothing of it is in force").isEqualTo(ALL);
  }

  private String page(InputEdition staged) throws IOException {
    return page(staged.stagedKey().replace(".json", ".html"));
  }

  /** A page, which is also kept in the directory that the property {@code pages} names. */
  private String page(String key) throws IOException {
    byte[] page = system.wiring().files().read(key).orElseThrow();
    Optional<String> pages = Optional.ofNullable(System.getProperty("pages"));
    if (pages.isPresent()) {
      Path kept = Path.of(pages.get(), String.valueOf(++shots), key);
      Files.createDirectories(kept.getParent());
      Files.write(kept, page);
    }
    return new String(page, StandardCharsets.UTF_8);
  }

  // A till and a customer of the shop, who take one unit each.
  private void salesGoOn(int product) throws Exception {
    long onHand =
        system
            .wiring()
            .ledger()
            .find(StockKey.of("S1", upca(product)))
            .orElseThrow()
            .onHand()
            .units();
    assertThat(till("S1", product)).isEqualTo(200);
    assertThat(
            system.shop().orElseThrow().customers().buy(upca(product), 1).path("outcome").asText())
        .isEqualTo("BOUGHT");
    system.awaitQuiet();
    publish();
    assertThat(
            system
                .wiring()
                .ledger()
                .find(StockKey.of("S1", upca(product)))
                .orElseThrow()
                .onHand()
                .units())
        .isEqualTo(onHand - 1);
    assertThat(shown(product)).isEqualTo(ALL - 2);
  }

  private InputEdition inForce(InputKind kind) {
    return system.wiring().editionLog().editions(kind).stream()
        .filter(it -> it.status() == EditionStatus.IN_FORCE)
        .findFirst()
        .orElseThrow();
  }

  // The first readings of a pair and a rise need several runs.
  private void publish() throws Exception {
    system.awaitQuiet();
    for (int run = 0; run < 4; run++) {
      assertThat(ask("RecentSyncFunction", "{}").path("status").asText()).isEqualTo("DONE");
    }
  }

  private long shown(int product) {
    return system
        .shop()
        .orElseThrow()
        .shop()
        .shown(
            new ItemAtLocation(new InventoryItemId(item(product)), PersistentShop.FIRST_LOCATION))
        .orElseThrow()
        .available()
        .units();
  }

  private int till(String store, int product) throws Exception {
    String body =
        """
        {"facilityId":"%s","availableDelta":-1,"idType":"UPCA","idValue":"%s","locationSeqId":"TLTLTLLL01",\
        "varianceReasonId":"POS_SALE","eventId":"sale-%d","eventTime":"2026-03-03T12:00:00Z"}\
        """
            .formatted(store, upca(product), sales++);
    ObjectNode request = JsonCodec.MAPPER.createObjectNode();
    request.put("httpMethod", "POST").put("body", body).put("isBase64Encoded", false);
    request.putObject("headers").put("Authorization", "Bearer " + system.apiToken());
    int status = ask("UpdateInventoryFunction", request.toString()).path("statusCode").asInt();
    system.awaitQuiet();
    return status;
  }

  private JsonNode decide(String decision, String field, String value) throws Exception {
    JsonNode outcome =
        ask(
            "DecideInputsFunction",
            "{\"decision\":\"%s\",\"%s\":\"%s\"}".formatted(decision, field, value));
    system.awaitQuiet();
    return outcome;
  }

  private JsonNode ask(String function, String event) throws FunctionError, IOException {
    return JsonCodec.read(system.invoke(function, event.getBytes(StandardCharsets.UTF_8)));
  }

  /** Drops a file and returns the report of its import. */
  private JsonNode drop(String key, String content) throws Exception {
    String kind = key.substring(0, key.indexOf('/'));
    List<StoredFile> before = system.wiring().files().list("reports/imports/" + kind);
    store(key, content, Map.of());
    system.awaitQuiet();
    assertThat(system.failedEvents()).isEmpty();
    List<StoredFile> after = system.wiring().files().list("reports/imports/" + kind);
    String report =
        after.stream()
            .filter(file -> !before.contains(file))
            .map(StoredFile::key)
            .findFirst()
            .orElseThrow();
    return JsonCodec.read(system.wiring().files().read(report).orElseThrow());
  }

  private void store(String key, String content, Map<String, String> metadata) {
    system
        .wiring()
        .files()
        .put(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), metadata);
  }

  private static String facilities(String... ids) {
    StringBuilder csv = new StringBuilder("facilityId,externalFacilityId\n");
    for (String id : ids) {
      csv.append("%s,1/%s\n".formatted(id, id.substring(1)));
    }
    return csv.toString();
  }

  private static String catalog(int products) {
    StringBuilder csv = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    for (int n = 1; n <= products; n++) {
      csv.append("%s,v%d,%s\n".formatted(upca(n), n, item(n)));
    }
    return csv.toString();
  }

  private static String upca(int product) {
    return Long.toString(2_050_000_100_000L + product);
  }

  private static String item(int product) {
    return Long.toString(48_100_000L + product);
  }
}
