// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.InMemoryEditionListFormat;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportReport.Rows;
import io.inventorybridge.masterdata.imports.ImportReport.Status;
import io.inventorybridge.masterdata.imports.PlainTableCodec;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import io.inventorybridge.support.files.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportingRulesTest {
  private static final String HEADER =
      "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value";
  private static final Facility CENTRO = facility("SVC21", "", "SV", "malls");
  private static final Facility OTHER = facility("HNA01", "", "HN");
  private static final Facility SHOP = facility("SHOP", "CONFIGURATION");
  private static final FacilityDirectory DIRECTORY =
      FacilityDirectory.of(List.of(CENTRO, OTHER, SHOP));

  private Instant now = Instant.parse("2026-11-23T07:00:00Z");
  private final FileStore files =
      new InMemoryFileStore(((InstantSource) () -> now).withZone(ZoneOffset.UTC));
  private final EditionGate gate = InMemoryEditionListFormat.gate(files, () -> now);
  private BrakeFinding finding = BrakeFinding.notAsked("nothing is published");
  private final InMemoryRuleBookFormat format = new InMemoryRuleBookFormat();

  @Test
  void theHighestSequenceThatSelectsSomethingWins() {
    rules(
        "10,SAFETY_STOCK,,,,,,1",
        "20,SAFETY_STOCK,,,,,HN,2",
        "30,safety_stock,,,Shoes,,,3",
        "40,SAFETY_STOCK,p1,,,SVC21,,4",
        "50,SAFETY_STOCK,,7,,,,5",
        "15,ALLOW_BROKERING,,,,HNA01,,N",
        "25,ALLOW_BROKERING,,,shoes,,HN,true",
        "10,THRESHOLD,,,,,,6",
        "20,THRESHOLD,p1,,,,,0",
        "10,CHANNEL,,,,,,Y",
        "20,CHANNEL,,0000012,,,,N");

    assertThat(safety(product("99", "p9"), CENTRO)).as("the base rule").isEqualTo(1);
    assertThat(safety(product("99", "p9"), OTHER)).as("by group").isEqualTo(2);
    assertThat(safety(product("99", "p9", "shoes"), OTHER)).as("by tag, any case").isEqualTo(3);
    assertThat(safety(product("99", "p1", "shoes"), CENTRO)).as("by product").isEqualTo(4);
    assertThat(safety(product("99", "p1", "shoes"), OTHER)).as("both must fit").isEqualTo(3);
    assertThat(safety(product("007", "p1"), CENTRO)).as("by UPCA, without zeros").isEqualTo(5);
    assertThat(of(product("99", "p9")).isEligible(CENTRO)).isTrue();
    assertThat(of(product("99", "p9")).isEligible(OTHER)).isFalse();
    assertThat(of(product("99", "p9", "shoes")).isEligible(OTHER)).isTrue();
    assertThat(threshold(product("99", "p9"))).isEqualTo(6);
    assertThat(threshold(product("99", "p1"))).isZero();
    assertThat(of(product("99", "p1")).isOnChannel(DIRECTORY)).isTrue();
    assertThat(of(product("12", "p1")).isOnChannel(DIRECTORY)).isFalse();
  }

  @Test
  void atEqualSequenceTheLaterRowWins() {
    rules("10,SAFETY_STOCK,,,,SVC21,,1", "10,SAFETY_STOCK,,,,,SV,2");

    assertThat(safety(product("99", "p9"), CENTRO)).isEqualTo(2);
  }

  @Test
  void whereNoRuleSaysItEverythingMayBeSold() {
    RuleTarget product = product("99", "p9");

    assertThat(safety(product, CENTRO)).isZero();
    assertThat(threshold(product)).isZero();
    assertThat(of(product).isEligible(CENTRO)).isTrue();
    assertThat(of(product).isOnChannel(DIRECTORY)).isTrue();
  }

  @Test
  void aDropReplacesTheWholeSet() {
    rules("10,SAFETY_STOCK,,,,,,1", "10,THRESHOLD,,,,,,6");

    ImportReport report = rules("10,SAFETY_STOCK,,,,,,2");

    assertThat(report.status()).isEqualTo(Status.IMPORTED);
    assertThat(report.version()).contains(book().version());
    assertThat(safety(product("99", "p9"), CENTRO)).isEqualTo(2);
    assertThat(threshold(product("99", "p9"))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x,THRESHOLD,,,,,,1; MALFORMED_SEQUENCE; column sequence: 'x' is not a whole number",
        "1,PICKUP,,,,,,Y; UNKNOWN_KIND; column kind: 'PICKUP' is not SAFETY_STOCK|THRESHOLD|ALLOW_BROKERING or CHANNEL",
        "1,THRESHOLD,,2E12,,,,1; MALFORMED_UPC; column upca: '2E12' is not 1 to 18 digits|not all zero",
        "1,THRESHOLD,,,,SVC21,,1; FACILITY_NOT_SELECTABLE; columns facilityId|facilityGroupId: a rule of kind THRESHOLD is of a product as a whole",
        "1,CHANNEL,,,,,SV,Y; FACILITY_NOT_SELECTABLE; columns facilityId|facilityGroupId: a rule of kind CHANNEL is of a product as a whole",
        "1,SAFETY_STOCK,,,,,,-1; MALFORMED_VALUE; column value: '-1' is not a whole number from 0 to 10|000|000",
        "1,SAFETY_STOCK,,,,,,1.5; MALFORMED_VALUE; column value: '1.5' is not a whole number from 0 to 10|000|000",
        "1,CHANNEL,,,,,,; MALFORMED_VALUE; column value: '' is neither Y nor N",
      })
  void aBadRowIsARejectWithLineColumnAndReason(String row, String reason, String message) {
    ImportReport report = rules(row, "2,SAFETY_STOCK,,,,,,3.0", "2,SAFETY_STOCK,,,,,,4");

    assertThat(report.rows()).isEqualTo(new Rows(3, 1, Map.of(reason, 1L, "DUPLICATE_KEY", 1L)));
    String separator = message.contains("10|000") ? "," : ", ";
    assertThat(new String(files.read(report.rejectsKey()).orElseThrow(), UTF_8))
        .isEqualTo(
            """
            %s,rejectLine,rejectReason,rejectMessage
            %s,2,%s,line 2, %s
            2,SAFETY_STOCK,,,,,,3.0,3,DUPLICATE_KEY,line 4 says it anew
            """
                .formatted(HEADER, row, reason, message.replace("|", separator)));
    assertThat(safety(product("99", "p9"), CENTRO)).isEqualTo(4);
  }

  @Test
  void aFileWithoutASelectorColumnIsRefused() {
    rules("10,SAFETY_STOCK,,,,,,1");

    ImportReport report =
        run("rules/r.csv", "sequence,kind,product,upca,tag,facilityId,facilityGroupId,value", "");

    assertThat(report.status()).isEqualTo(Status.REFUSED);
    assertThat(report.reason().orElseThrow())
        .startsWith("rules/r.csv: the column productId is missing; it has sequence, kind, product");
    assertThat(safety(product("99", "p9"), CENTRO)).isEqualTo(1);
  }

  @Test
  void hotWaxsValuesForAPairOverrideTheSetUntilTheyAreStatedAgain() {
    rules("10,SAFETY_STOCK,,,,,,1", "10,THRESHOLD,,,,,,6");
    RuleTarget product = product("99", "p1");

    run(
        "rules/PRODUCT_FACILITY_1.csv",
        "product-id,facility-id,facility-safety-stock",
        "p1,SVC21,9");
    run("rules/PRODUCT_FACILITY_2.csv", "product-id,facility-id,allow-brokering", "p1,SVC21,N");
    assertThat(safety(product, CENTRO)).isEqualTo(9);
    assertThat(safety(product, OTHER)).as("another pair").isEqualTo(1);
    assertThat(of(product).isEligible(CENTRO)).isFalse();

    run("rules/PRODUCT_FACILITY_3.csv", "product-id,facility-id,allow-brokering", "p1,SVC21,");
    assertThat(of(product).isEligible(CENTRO)).as("taken back").isTrue();
    assertThat(safety(product, CENTRO)).as("of another file").isEqualTo(9);

    rules("10,SAFETY_STOCK,,,,,,2");
    assertThat(safety(product, CENTRO)).as("a set replaces all").isEqualTo(2);
  }

  @Test
  void onAConfigurationFacilityHotWaxKeepsThresholdAndChannel() {
    rules("10,THRESHOLD,,,,,,6", "10,CHANNEL,,,,,,Y");
    RuleTarget product = product("99", "p1");

    run(
        "rules/PRODUCT_FACILITY_1.csv",
        "product-id,facility-id,facility-safety-stock",
        "p1,SHOP,9");
    assertThat(threshold(product)).isEqualTo(9);
    assertThat(threshold(product("98", "p2"))).isEqualTo(6);
    assertThat(of(product).isOnChannel(DIRECTORY)).isTrue();

    run("rules/PRODUCT_FACILITY_2.csv", "product-id,facility-id,allow-brokering", "p1,SHOP,n");
    assertThat(of(product).isOnChannel(DIRECTORY)).isFalse();
    assertThat(of(product).isEligible(CENTRO)).isTrue();
  }

  @Test
  void pickupIsIgnoredAndCounted() {
    ImportReport pickup =
        run(
            "rules/PRODUCT_FACILITY_1.csv",
            "product-id,facility-id,allow-pickup",
            "p1,A,Y",
            ",A,Y");

    assertThat(pickup.status()).isEqualTo(Status.IMPORTED);
    assertThat(pickup.rows())
        .isEqualTo(new Rows(2, 0, Map.of("ALLOW_PICKUP", 1L), Map.of("EMPTY_ID", 1L)));
    ImportReport nothing =
        run("rules/PRODUCT_FACILITY_2.csv", "product-id,facility-id,comment", "p1,A,Y");
    assertThat(nothing.status()).isEqualTo(Status.REFUSED);
    assertThat(nothing.rows().rejected()).isEqualTo(Map.of("NOTHING_STATED", 1L));
    ImportReport bad =
        run(
            "rules/PRODUCT_FACILITY_3.csv",
            "Product-Id,FACILITY-ID,facility-safety-stock",
            "p1,A,many",
            "p1,A,7");
    assertThat(bad.rows()).isEqualTo(new Rows(2, 1, Map.of("MALFORMED_VALUE", 1L)));
  }

  @Test
  void theRulesInForceDependOnTheFilesAndNotOnTheOrderOfTheirEvents() {
    List<StoredFile> drops = new ArrayList<>();
    drops.add(pairs(1, "facility-safety-stock", "p1,SVC21,1", "p1,HNA01,1"));
    drops.add(drop("rules/a.csv", HEADER, "10,SAFETY_STOCK,,,,,,2"));
    drops.add(pairs(2, "facility-safety-stock", "p1,SVC21,3"));
    drops.add(pairs(3, "allow-brokering", "p1,SVC21,N"));
    drops.add(pairs(4, "facility-safety-stock", "p1,SVC21,", "p1,HNA01,5"));
    drops.forEach(drop -> importing().run(drop));
    RuleBook expected = book();
    assertThat(safety(product("99", "p1"), CENTRO)).isEqualTo(2);
    assertThat(safety(product("99", "p1"), OTHER)).isEqualTo(5);
    for (long seed = 1; seed <= 100; seed++) {
      Collections.shuffle(drops, new Random(seed));
      files.delete(ImportingRules.INDEX);
      files.delete("inputs/rules/editions.json");
      drops.forEach(drop -> importing().run(drop));
      drops.subList(0, 2).forEach(drop -> importing().run(drop));

      assertThat(book().equals(expected)).as("seed %d", seed).isTrue();
    }
    ImportReport old =
        importing()
            .run(
                drops.stream()
                    .min(java.util.Comparator.comparing(StoredFile::lastModified))
                    .orElseThrow());
    assertThat(old.status()).isEqualTo(Status.REFUSED);
    assertThat(old.reason())
        .contains(
            "rules/PRODUCT_FACILITY_1.csv: uploaded at 2026-11-23T07:00:00Z, and the rules in force"
                + " were uploaded later, at 2026-11-23T07:01:00Z");
  }

  @Test
  void dropsTakenInAtOnceDoNotLoseEachOther() throws Exception {
    List<Callable<ImportReport>> imports = new ArrayList<>();
    for (int n = 1; n <= 20; n++) {
      StoredFile drop = pairs(n, "facility-safety-stock", "p%d,SVC21,%d".formatted(n, n));
      imports.add(() -> importing().run(drop));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<ImportReport> done : threads.invokeAll(imports)) {
        assertThat(done.get().status()).isEqualTo(Status.IMPORTED);
      }
    }
    for (int n = 1; n <= 20; n++) {
      assertThat(safety(product("99", "p" + n), CENTRO)).isEqualTo(n);
    }
  }

  private ImportReport rules(String... rows) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(List.of(rows));
    return run("rules/rules.csv", lines.toArray(String[]::new));
  }

  private ImportReport run(String key, String... lines) {
    return importing().run(drop(key, lines));
  }

  private StoredFile pairs(int number, String column, String... rows) {
    List<String> lines = new ArrayList<>(List.of("product-id,facility-id," + column));
    lines.addAll(List.of(rows));
    return drop("rules/PRODUCT_FACILITY_%d.csv".formatted(number), lines.toArray(String[]::new));
  }

  private StoredFile drop(String key, String... lines) {
    byte[] content = String.join("\n", lines).getBytes(UTF_8);
    StoredFile file = files.put(key, FileStore.Content.of(content), Map.of());
    now = now.plus(Duration.ofMinutes(1));
    return file;
  }

  private ImportingRules importing() {
    return new ImportingRules(
        files, new PlainTableCodec(), format, BackoffPolicy.NONE, gate, book -> finding);
  }

  private RuleBook book() {
    return files.read(ImportingRules.INDEX).map(format::read).orElse(RuleBook.EMPTY);
  }

  private ProductRules of(RuleTarget product) {
    return book().of(product);
  }

  private long safety(RuleTarget product, Facility facility) {
    return of(product).safetyStock(facility).units();
  }

  private long threshold(RuleTarget product) {
    return of(product).threshold(DIRECTORY).units();
  }

  private static RuleTarget product(String upca, String productId, String... tags) {
    CatalogProduct plain = CatalogProduct.of(upca, productId);
    return RuleTarget.of(
        CanonicalUpc.of(upca),
        List.of(
            new CatalogProduct(
                plain.upc(),
                plain.upca(),
                productId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(tags))));
  }

  private static Facility facility(String id, String type, String... groups) {
    return new Facility(
        new FacilityId(id),
        Optional.empty(),
        Optional.empty(),
        type,
        Optional.empty(),
        List.of(groups),
        true);
  }
}
