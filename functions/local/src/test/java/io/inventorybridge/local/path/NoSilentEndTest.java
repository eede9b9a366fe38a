// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.events.FailedEvent;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.support.files.StoredFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Hostile and damaged inputs through every trigger. Each ends where a person sees it: a report,
 * rejected rows or a held delivery. No function gives up, and the next good input works.
 */
@Tag("system")
@Timeout(300)
class NoSilentEndTest {
  /** How many damaged files each place gets; all of them as a proof. */
  private static final int JUNK = Integer.getInteger("junk", 3);

  private static final String A = "2050000163913";
  private static final String CATALOG = "upca,productId\n%s,v1\n".formatted(A);
  private static final String FACILITIES =
      "facilityId,externalFacilityId,name\nNYC,1/001,New York\n";
  private static final String RULE_HEADER =
      "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value\n";
  private static final String DELTA = "SBS_NO,STORE_CODE,UPC,QTY_ON_HAND\n1,001,%s,%d\n";
  private static final String ORDER =
      """
      {"orderId":"SO1","channel":"SHOPIFY","status":"APPROVED","lastUpdated":"2026-03-02T09:00:00Z",\
      "items":[{"seqId":"1","upca":"%s","quantity":2,"facilityId":"NYC","status":"APPROVED"}]}
      """
          .formatted(A);
  private static final Map<String, String> NO_METADATA = Map.of();

  /** A prefix under which people drop files, a name there, and a good file for it. */
  private record DropPlace(String prefix, String suffix, String good) {
    @Override
    public String toString() {
      return prefix;
    }
  }

  private LocalSystem system;
  private int quantity = 100;

  @BeforeEach
  void masters() throws Exception {
    system = LocalSystem.open(LocalOptions.inMemory());
    put("catalog/catalog.csv", CATALOG);
    put("facilities/facilities.csv", FACILITIES);
    system.awaitQuiet();
    assertThat(system.failedEvents()).isEmpty();
  }

  @AfterEach
  void close() {
    system.close();
  }

  private static DropPlace[] places() {
    return new DropPlace[] {
      new DropPlace("catalog/", ".csv", CATALOG),
      new DropPlace("facilities/", ".csv", FACILITIES),
      new DropPlace("rules/", ".csv", RULE_HEADER + "1,SAFETY_STOCK,,,,,,1\n"),
      new DropPlace("incoming/sv/", ".csv", ""),
      new DropPlace("incoming/sv/initial/", ".csv", ""),
      new DropPlace("incoming/sv/corrections/", ".csv", ""),
      new DropPlace("orders/", ".jsonl", ORDER),
      new DropPlace("settings/", ".json", "{\"partSize\":1000}")
    };
  }

  private static Map<String, byte[]> junk() {
    Map<String, byte[]> junk = new LinkedHashMap<>();
    byte[] binary = new byte[5_000];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = (byte) (i * 31);
    }
    junk.put("binary", binary);
    junk.put("empty", new byte[0]);
    junk.put("byte-order-mark", new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    junk.put("line-ends", "\n\n\r\n".getBytes(UTF_8));
    junk.put("cut-gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    junk.put("cut-zip", new byte[] {'P', 'K', 3, 4, 20, 0});
    junk.put("utf-16", "\uFEFFupca,productId\n1,2\n".getBytes(UTF_16LE));
    junk.put("invalid-utf-8", "a,b\n\u00c3\u00a9\u00ff,2\n".getBytes(ISO_8859_1));
    junk.put("json", "{\"a\":[1,2,{\"b\":null}]}".getBytes(UTF_8));
    junk.put("json-list", "[1]".getBytes(UTF_8));
    junk.put("huge-cell", ("upca,productId\n1," + "x".repeat(2_000_000) + "\n").getBytes(UTF_8));
    junk.put("open-quote", ("upca,productId\n1,\"" + "x\n".repeat(50_000)).getBytes(UTF_8));
    junk.put("control", "upca,productId\n1\u0000\u0001,\u001b[31m\n".getBytes(UTF_8));
    junk.put("columns", ("a,".repeat(10_000) + "b\n" + ",".repeat(10_000) + "\n").getBytes(UTF_8));
    junk.put("header", "upca,productId,facilityId,kind,value\n".getBytes(UTF_8));
    junk.put("html", "<html><table><tr><td>1</td></tr></table></html>".getBytes(UTF_8));
    return junk;
  }

  @ParameterizedTest
  @MethodSource("places")
  void damagedFilesAreReportedAndTheNextGoodFileWorks(DropPlace place) throws Exception {
    List<String> findings = new ArrayList<>();
    List<Map.Entry<String, byte[]>> files = List.copyOf(junk().entrySet());
    // Each place begins with other files, so that together they get all of them.
    int first = Math.floorMod(place.prefix().hashCode(), files.size());
    for (int i = 0; i < Math.min(JUNK, files.size()); i++) {
      Map.Entry<String, byte[]> file = files.get((first + i) % files.size());
      String key = place.prefix() + file.getKey() + place.suffix();
      findings.addAll(silentEnds(key, NO_METADATA, file.getValue()));
    }
    assertThat(findings).isEmpty();
    forgetImportReports();
    Set<String> before = keys();
    put(place.prefix() + "good" + place.suffix(), good(place));
    system.awaitQuiet();
    assertThat(reportsSince(before))
        .as("the good file after the damaged ones")
        .anySatisfy(
            report -> assertThat(report.path("status").asText()).isIn("IMPORTED", "SETTLED"));
    assertThat(system.failedEvents()).isEmpty();
  }

  // A report is named by the second and the content, and the masters had the same.
  private void forgetImportReports() {
    for (String report : keys()) {
      if (report.startsWith("reports/imports/")) {
        system.wiring().files().delete(report);
      }
    }
  }

  private String good(DropPlace place) {
    return place.prefix().startsWith("incoming/") ? DELTA.formatted(A, quantity++) : place.good();
  }

  /** A file that can be read, with values that nothing can use. */
  private record HostileFile(String key, Map<String, String> metadata, String content) {
    HostileFile(String key, String content) {
      this(key, NO_METADATA, content);
    }

    @Override
    public String toString() {
      return key;
    }
  }

  private static Stream<HostileFile> hostileFiles() {
    String id = "x".repeat(3_000);
    return Stream.of(
        new HostileFile(
            "catalog/repeated-header.csv", "upca,UPCA,productId\n%s,1,v1\n".formatted(A)),
        new HostileFile("catalog/long-id.csv", "upca,productId\n%s,%s\n".formatted(A, id)),
        new HostileFile(
            "catalog/long-title.csv",
            "upca,productId,title\n%s,v1,%s\n".formatted(A, "t".repeat(500_000))),
        new HostileFile(
            "catalog/long-tags.csv",
            "upca,productId,tags\n%s,v1,%s\n".formatted(A, "tag %d;".repeat(100_000))),
        new HostileFile(
            "catalog/item.csv",
            "upca,productId,shopifyInventoryItemId\n%s,v1,'); drop\u0001\n".formatted(A)),
        new HostileFile(
            "facilities/control.csv", "facilityId,externalFacilityId\nNY\u0007C,1/001\n"),
        new HostileFile("facilities/long-id.csv", "facilityId\n%s\n".formatted(id)),
        new HostileFile("facilities/tilde.csv", "facilityId\n~queue\n"),
        new HostileFile(
            "facilities/one-code-twice.csv",
            "facilityId,externalFacilityId\nNYC,1/001\nNY2,1/001\n"),
        new HostileFile("facilities/repeated-header.csv", "facilityId,facilityid\nNYC,NY2\n"),
        new HostileFile(
            "facilities/long-name.csv",
            "facilityId,name,groups\nNYC,%s,%s\n"
                .formatted("n".repeat(500_000), "g;".repeat(300_000))),
        new HostileFile("rules/kind.csv", RULE_HEADER + "1,NONSENSE,,,,,,1\n"),
        new HostileFile(
            "rules/number.csv",
            RULE_HEADER + "1,SAFETY_STOCK,,,,,,%s\n".formatted("9".repeat(400))),
        new HostileFile("rules/long.csv", RULE_HEADER + "1,SAFETY_STOCK,,,%s,,,1\n".formatted(id)),
        new HostileFile("rules/control.csv", RULE_HEADER + "\u0001,\u0002,,,\u0003,,,\u0004\n"),
        new HostileFile(
            "incoming/sv/time.csv", Map.of("snapshot-time", "yesterday"), DELTA.formatted(A, 11)),
        new HostileFile("incoming/sv/delta_99991231T2359.csv", DELTA.formatted(A, 12)),
        new HostileFile(
            "incoming/sv/far.csv",
            Map.of("snapshot-time", "+999999999-12-31T23:59:59-18:00"),
            DELTA.formatted(A, 15)),
        new HostileFile("incoming/El Salvador/d.csv", DELTA.formatted(A, 16)),
        new HostileFile("incoming/Panam\u00e1/d.csv", DELTA.formatted(A, 17)),
        new HostileFile("incoming/%s/d.csv".formatted("s".repeat(200)), DELTA.formatted(A, 18)),
        new HostileFile("incoming/sv/released/hello.csv", DELTA.formatted(A, 19)),
        new HostileFile("incoming/sv/Corrections2/x.csv", DELTA.formatted(A, 20)),
        new HostileFile("incoming/no-source.csv", DELTA.formatted(A, 13)),
        new HostileFile("incoming/sv/sub/folder/%2e%2e/x.csv", DELTA.formatted(A, 14)),
        new HostileFile("settings/installation.json", "{\"partsize\":1}"),
        new HostileFile("settings/installation.json", "{\"partSize\":\"many\"}"),
        new HostileFile("settings/sv.json", "{\"zone\":\"Mars/Olympus\"}"),
        new HostileFile("settings/sv.json", "{\"partSize\":1,\"partSize\":2}"),
        new HostileFile("settings/sv.json", "[".repeat(100_000)),
        new HostileFile("settings/readme.txt", "hello"),
        new HostileFile("orders/text.jsonl", "hello\n"),
        new HostileFile("orders/deep.jsonl", "[".repeat(50_000) + "\n"),
        new HostileFile("orders/deep-object.jsonl", "{\"a\":".repeat(50_000) + "\n"),
        new HostileFile(
            "orders/types.jsonl",
            "{\"orderId\":1,\"items\":{}}\n{\"orderId\":[],\"items\":\"x\"}\nnull\ntrue\n\"x\"\n"),
        new HostileFile("reset/of-a-person.csv", "hello"),
        new HostileFile("reset/20260303T070000Z-sv-0123456789ab/x.csv", "hello"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catalog/",
        "facilities/",
        "rules/",
        "incoming/",
        "settings/",
        "orders/",
        "reset/"
      })
  void valuesThatNothingCanUseAreReported(String prefix) throws Exception {
    List<String> findings = new ArrayList<>();
    List<HostileFile> files = hostileFiles().filter(file -> file.key().startsWith(prefix)).toList();
    assertThat(files).isNotEmpty();
    for (HostileFile file : files) {
      findings.addAll(silentEnds(file.key(), file.metadata(), file.content().getBytes(UTF_8)));
    }
    assertThat(findings).isEmpty();
    Set<String> before = keys();
    put("settings/sv.json", "{}");
    put("settings/installation.json", "{}");
    put("catalog/catalog.csv", CATALOG);
    put("facilities/facilities.csv", FACILITIES);
    system.awaitQuiet();
    put("incoming/sv/next.csv", DELTA.formatted(A, quantity++));
    system.awaitQuiet();
    assertThat(reportsSince(before))
        .extracting(it -> it.path("status").asText())
        .as("the good files after the hostile ones")
        .contains("SETTLED")
        .containsOnly("SETTLED", "IMPORTED");
  }

  @Test
  void anEventOfTheOrderBusThatIsNotAnOrderIsReported() throws Exception {
    for (String detail :
        List.of(
            "null",
            "[]",
            "\"text\"",
            "{}",
            "{\"orderId\":1}",
            "{\"orderId\":\"S\",\"items\":7}",
            "{\"orderId\":\"S\",\"status\":[],\"lastUpdated\":\"soon\",\"items\":[null]}")) {
      Set<String> before = keys();
      system.send("OrderBus", "test", "OrderVersion", JsonCodec.read(detail));
      system.awaitQuiet();
      assertThat(system.failedEvents()).isEmpty();
      assertThat(reportsSince(before)).hasSize(1);
    }
  }

  @Test
  void aWebhookOfTheShopThatIsNotAProductEndsNoFunction() throws Exception {
    for (String detail :
        List.of(
            "null",
            "[]",
            "{}",
            "{\"payload\":null}",
            "{\"payload\":{\"id\":[],\"variants\":{}}}",
            "{\"payload\":{\"id\":1,\"variants\":[null,7,{\"barcode\":[]}]},\"metadata\":[]}")) {
      system.send(
          "default",
          "aws.partner/shopify.com/1234567/inventory-bridge",
          "shopifyWebhook",
          JsonCodec.read(detail));
      system.awaitQuiet();
      assertThat(system.failedEvents()).isEmpty();
    }
  }

  @Test
  void aDecisionThatIsNotPossibleIsAnsweredWithASentence() throws Exception {
    for (String event :
        List.of(
            "{}",
            "{\"decision\":\"RELEASE\"}",
            "{\"decision\":\"NONSENSE\",\"delivery\":\"x\"}",
            "{\"decision\":\"RETRY\",\"delivery\":\"20260303T070000Z-sv-0123456789ab\"}",
            "{\"decision\":{},\"delivery\":[]}")) {
      String answer;
      try {
        answer = new String(system.invoke("DecideDeliveryFunction", event.getBytes(UTF_8)), UTF_8);
      } catch (FunctionError e) {
        answer = e.answer();
      }
      assertThat(answer).contains(" ").doesNotContain("NullPointerException", "ClassCast");
    }
  }

  @Test
  void foldersAreNoDrops() throws Exception {
    Set<String> before = keys();
    for (String prefix :
        List.of(
            "incoming/",
            "catalog/",
            "facilities/",
            "rules/",
            "orders/",
            "settings/",
            "reset/",
            "variance/",
            "reports/",
            "index/",
            "backfill/",
            "refresh/",
            "held/",
            "rejects/")) {
      put(prefix, "");
      put(prefix + "us/", "");
      put(prefix + "us/a b+c%20[1] (2)/", "");
    }
    system.awaitQuiet();
    assertThat(system.failedEvents()).isEmpty();
    assertThat(reportsSince(before)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a day 1+b",
        "100%25 [1] (2)",
        "invent\u00e1rio \u00f1 \u5728\u5eab",
        "it's & more #1;=@",
        "sub folder/x y+z%"
      })
  void anyNameWorksUnderEveryPrefix(String name) throws Exception {
    for (DropPlace place : places()) {
      if (place.prefix().equals("settings/")) {
        continue;
      }
      forgetImportReports();
      Set<String> before = keys();
      String key = place.prefix() + name + place.suffix();
      put(key, good(place));
      system.awaitQuiet();
      assertThat(reportsSince(before))
          .as(key)
          .anySatisfy(
              report -> assertThat(report.path("status").asText()).isIn("IMPORTED", "SETTLED"));
    }
    assertThat(system.failedEvents()).isEmpty();
  }

  /** Drops a file and returns what a person does not see, one sentence each. */
  private List<String> silentEnds(String key, Map<String, String> metadata, byte[] content)
      throws InterruptedException {
    List<String> findings = new ArrayList<>();
    Set<String> before = keys();
    int failed = system.failedEvents().size();
    put(key, metadata, content);
    system.awaitQuiet();
    for (FailedEvent event : system.failedEvents().subList(failed, system.failedEvents().size())) {
      findings.add("%s: %s gave up: %s".formatted(key, event.target(), event.reason()));
    }
    List<JsonNode> reports = reportsSince(before);
    if (reports.isEmpty()) {
      findings.add(key + ": there is no report");
    }
    for (JsonNode report : reports) {
      String reason = report.path("reason").asText("");
      if (!Set.of("IMPORTED", "SETTLED").contains(report.path("status").asText())
          && !reason.contains(" ")) {
        findings.add("%s: the report gives no reason: %s".formatted(key, report));
      }
      if (reason.contains("Exception") || reason.contains("\n")) {
        findings.add("%s: the reason is not a sentence: %s".formatted(key, reason));
      }
    }
    return findings;
  }

  /** The reports of deliveries and imports that were written since. */
  private List<JsonNode> reportsSince(Set<String> before) {
    List<JsonNode> reports = new ArrayList<>();
    for (String key : keys()) {
      if (!before.contains(key) && key.startsWith("reports/") && key.endsWith(".json")) {
        JsonNode report = json(system.wiring().files().read(key).orElseThrow());
        if (report.has("status")) {
          reports.add(report);
        }
      }
    }
    return reports;
  }

  private static JsonNode json(byte[] document) {
    try {
      return JsonCodec.read(document);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a report is not JSON", e);
    }
  }

  private void put(String key, String content) {
    put(key, NO_METADATA, content.getBytes(UTF_8));
  }

  private void put(String key, Map<String, String> metadata, byte[] content) {
    system
        .s3()
        .putObject(
            it -> it.bucket(system.bucket()).key(key).metadata(metadata),
            RequestBody.fromBytes(content));
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (StoredFile file : system.wiring().files().list("")) {
      keys.add(file.key());
    }
    return keys;
  }
}
