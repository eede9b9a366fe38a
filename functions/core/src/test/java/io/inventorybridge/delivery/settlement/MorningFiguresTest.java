// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.pos.InMemoryStoreActivity;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.MorningSummary.Count;
import io.inventorybridge.reporting.morning.ProbableCause;
import io.inventorybridge.reporting.morning.ReportingDelivery;
import io.inventorybridge.reporting.morning.ReportingDelivery.NotSettled;
import io.inventorybridge.reporting.morning.ReportingDelivery.Reported;
import io.inventorybridge.reporting.morning.ReportingDelivery.ReportedBefore;
import io.inventorybridge.reporting.morning.SilentStore;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.SettingLiteral;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a delivery, made from the data that the settlement stored with the keys. */
class MorningFiguresTest {
  private static final String YESTERDAY = "2026-11-23T06:00:00Z";
  private static final String TODAY = "2026-11-24T06:00:00Z";

  @TempDir private Path disk;
  private final SettlementFixture settlementFixture = new SettlementFixture();
  private final InMemoryStoreActivity activity = new InMemoryStoreActivity();
  private FacilityDirectory stores = FacilityDirectory.of(List.of());
  private InstallationSettings settings = InstallationSettings.defaults();

  @Test
  void aDeadFeedOfOneStoreIsSeenInItsDifferences() {
    settlementFixture.apply(delivery(YESTERDAY, 12, "DEAD", 10));
    settlementFixture.apply(delivery("2026-11-23T06:01:00Z", 12, "LIVE", 10));
    settlementFixture.sale("LIVE", "1", "e1", "2026-11-23T12:00:00Z");
    List<String> rows = new ArrayList<>(rows(12, "DEAD", 7));
    rows.addAll(List.of("LIVE 1 9", "LIVE 2 8", "LIVE 3 30", "LIVE 4 -1", "LIVE 5 10"));
    MorningSummary summary = reported(TODAY, rows);
    assertThat(summary.differences().stores())
        .containsExactly(
            new StoreDifferences(
                new FacilityId("DEAD"),
                12,
                12,
                12,
                StockQuantity.ZERO,
                StockQuantity.of(-36),
                false),
            new StoreDifferences(
                new FacilityId("LIVE"),
                5,
                5,
                3,
                StockQuantity.of(20),
                StockQuantity.of(-13),
                true));
    assertThat(summary.differences().byCause())
        .containsExactly(
            Map.entry(ProbableCause.MANY_UNITS_IN_ONE_STORE, new Count(12, StockQuantity.of(-36))),
            Map.entry(ProbableCause.NEGATIVE_IN_RETAIL_PRO, new Count(1, StockQuantity.of(-11))),
            Map.entry(ProbableCause.SOLD_WITHOUT_EVENT, new Count(1, StockQuantity.of(-2))),
            Map.entry(ProbableCause.RECEIVED_OR_RETURNED, new Count(1, StockQuantity.of(20))));
    assertThat(file(summary.delivery(), "differences.csv"))
        .startsWith(
            "facilityId,upca,retailPro,expected,difference,posUnits,probableCause",
            "DEAD,1,7,10,-3,0,MANY_UNITS_IN_ONE_STORE")
        .endsWith(
            "LIVE,2,8,10,-2,0,SOLD_WITHOUT_EVENT",
            "LIVE,3,30,10,20,0,RECEIVED_OR_RETURNED",
            "LIVE,4,-1,10,-11,0,NEGATIVE_IN_RETAIL_PRO")
        .hasSize(16);
  }

  @Test
  void tillsThatReportedOtherProductsAreNoDeadFeed() {
    settlementFixture.apply(delivery(YESTERDAY, 12, "A", 10));
    activity.note(new FacilityId("A"), Instant.parse("2026-11-23T18:00:00Z"));
    MorningSummary summary = reported(TODAY, rows(12, "A", 7));
    assertThat(summary.differences().byCause()).containsOnlyKeys(ProbableCause.SOLD_WITHOUT_EVENT);
  }

  @Test
  void aKeyNeverStatedBeforeIsAFirstBaselineAndNotCompared() {
    MorningSummary summary = reported(TODAY, List.of("A 1 5", "A 2 0"));
    assertThat(summary.differences().compared()).isZero();
    assertThat(summary.differences().byCause())
        .containsExactly(
            Map.entry(ProbableCause.FIRST_BASELINE, new Count(1, StockQuantity.of(5))));
  }

  @Test
  void aFactThatCameAfterTheVarianceWasComputedIsTheCause() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "A 1 10"));
    DeliveryId today = settlementFixture.delivery(TODAY, "A 1 8");
    settlementFixture.compute(today);
    settlementFixture.order(
        "o1", OrderStatus.OPEN, "2026-11-24T07:00:00Z", "A 1 1 COMPLETED", "A 2 1 OPEN");
    settlementFixture.reset(today);
    settlementFixture.variance(today);
    settlementFixture.settle(today, 1);
    assertThat(summary(today).differences().byCause())
        .containsExactly(Map.entry(ProbableCause.LATE_FACT, new Count(1, StockQuantity.of(-2))));
  }

  @Test
  void anInitialLoadIsComparedInWhatItIsSilentAbout() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "A 1 10", "A 2 4"));
    DeliveryId load =
        settlementFixture.delivery(
            DeliveryManifest.DeliveryKind.INITIAL, TODAY, List.of(List.of("A 1 10", "A 3 1")));
    settlementFixture.apply(load);
    MorningSummary summary = summary(load);
    assertThat(summary.differences().keys()).isEqualTo(3);
    assertThat(file(load, "differences.csv").subList(1, 3))
        .containsExactly("A,3,1,0,1,0,FIRST_BASELINE", "A,2,0,4,-4,0,SOLD_WITHOUT_EVENT");
  }

  @Test
  void keysThatANewerDeliverySettledAreCountedAndNotCompared() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "A 1 10", "A 2 10"));
    DeliveryId today = settlementFixture.delivery(TODAY, "A 1 9", "A 2 9");
    settlementFixture.apply(today);
    settlementFixture.apply(settlementFixture.delivery("2026-11-24T08:00:00Z", "A 1 3"));
    MorningSummary summary = summary(today);
    assertThat(summary.differences().keys()).isEqualTo(2);
    assertThat(summary.differences().superseded()).isEqualTo(1);
    assertThat(summary.differences().differing()).isEqualTo(1);
  }

  @Test
  void aDeliveryIsReportedOnceAndOnlyWhenItIsSettled() {
    DeliveryId today = settlementFixture.delivery(TODAY, "A 1 9");
    assertThat(report(today)).isInstanceOf(NotSettled.class);
    assertThat(settlementFixture.files.list("morning/")).isEmpty();
    settlementFixture.apply(today);
    assertThat(report(today)).isInstanceOf(Reported.class);
    assertThat(report(today)).isInstanceOf(ReportedBefore.class);
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void unitsOfPartialOrdersAreListedByTheirAge() {
    order("o31", "2026-10-24T05:59:59Z");
    order("o7", "2026-11-17T06:00:00Z");
    order("o4", "2026-11-20T05:00:00Z");
    order("o3", "2026-11-21T06:00:00Z");
    MorningSummary summary = reported(TODAY, List.of("A 1 50"));
    assertThat(summary.aging().all()).isEqualTo(new Count(4, StockQuantity.of(8)));
    assertThat(summary.aging().olderThan())
        .containsExactly(
            Map.entry(3, new Count(3, StockQuantity.of(6))),
            Map.entry(7, new Count(1, StockQuantity.of(2))),
            Map.entry(30, new Count(1, StockQuantity.of(2))));
    assertThat(file(summary.delivery(), "ageing.csv"))
        .containsExactly(
            "orderId,seqId,facilityId,upca,units,completedAt,days",
            "o31,1,A,1,2,2026-10-24T05:59:59Z,31",
            "o4,1,A,1,2,2026-11-20T05:00:00Z,4",
            "o7,1,A,1,2,2026-11-17T06:00:00Z,7");
  }

  @Test
  void aStoreWithoutEventsSinceItsLastOpeningIsSilent() {
    stores =
        FacilityDirectory.of(
            List.of(
                store("HEARD", "SV"),
                store("SILENT", "SV"),
                store("NEVER", "SV"),
                store("NO-HOURS", "OTHER")));
    SettingLiteral hours =
        new SettingLiteral.Table(
            Map.of("SV", table("MON-SUN", new SettingLiteral.Text("09:00-19:00"))));
    settings =
        InstallationSettings.of(
            List.of(
                new InstallationSettings.Layer(
                    "f", table("zone", new SettingLiteral.Text("America/El_Salvador"))),
                new InstallationSettings.Layer("f", table("openingHours", hours))));
    // Six in the morning here is midnight there, so the last opening began yesterday at 15:00 UTC.
    activity.note(new FacilityId("HEARD"), Instant.parse("2026-11-23T15:00:00Z"));
    activity.note(new FacilityId("SILENT"), Instant.parse("2026-11-23T14:59:00Z"));
    activity.note(new FacilityId("SILENT"), Instant.parse(TODAY).plusSeconds(1));
    MorningSummary summary = reported(TODAY, List.of("HEARD 1 1"));
    assertThat(summary.silentStores())
        .extracting(SilentStore::store)
        .containsExactly(new FacilityId("NEVER"), new FacilityId("SILENT"));
    assertThat(file(summary.delivery(), "silent-stores.csv"))
        .containsExactly(
            "facilityId,name,group,opened,closed,latestEvent",
            "NEVER,,SV,2026-11-23T15:00:00Z,2026-11-24T01:00:00Z,",
            "SILENT,,SV,2026-11-23T15:00:00Z,2026-11-24T01:00:00Z,2026-11-23T14:45:00Z");
  }

  private static SettingLiteral.Table table(String name, SettingLiteral value) {
    return new SettingLiteral.Table(Map.of(name, value));
  }

  private static Facility store(String id, String group) {
    return new Facility(
        new FacilityId(id),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        List.of(group),
        true);
  }

  private void order(String id, String completed) {
    settlementFixture.order(id, OrderStatus.OPEN, completed, "A 1 2 COMPLETED", "A 9 1 OPEN");
  }

  private static List<String> rows(int keys, String store, int quantity) {
    return IntStream.rangeClosed(1, keys)
        .mapToObj(upc -> "%s %d %d".formatted(store, upc, quantity))
        .toList();
  }

  private DeliveryId delivery(String snapshot, int keys, String store, int quantity) {
    return settlementFixture.delivery(snapshot, rows(keys, store, quantity).toArray(String[]::new));
  }

  private MorningSummary reported(String snapshot, List<String> rows) {
    DeliveryId id = settlementFixture.delivery(snapshot, rows.toArray(String[]::new));
    settlementFixture.apply(id);
    return summary(id);
  }

  private MorningSummary summary(DeliveryId id) {
    return ((Reported) report(id)).summary();
  }

  private ReportingDelivery.ReportOutcome report(DeliveryId id) {
    return settlementFixture.report(id, activity, new Fixed(), disk);
  }

  private List<String> file(DeliveryId id, String name) {
    byte[] content = settlementFixture.files.read(BucketLayout.morning(id, name)).orElseThrow();
    return new String(content, StandardCharsets.UTF_8).lines().toList();
  }

  private final class Fixed implements ReferenceData {
    @Override
    public Optional<CatalogIndex> catalogIndex() {
      return Optional.empty();
    }

    @Override
    public FacilityDirectory facilityDirectory() {
      return stores;
    }

    @Override
    public InstallationSettings settings(String source) {
      return settings;
    }
  }
}
