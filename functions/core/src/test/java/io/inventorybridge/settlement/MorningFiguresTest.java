// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.receiving.Reference;
import io.inventorybridge.facilities.Facility;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.morning.InMemoryStoreActivity;
import io.inventorybridge.morning.MorningSummary;
import io.inventorybridge.morning.MorningSummary.Count;
import io.inventorybridge.morning.ProbableCause;
import io.inventorybridge.morning.ReportingDelivery;
import io.inventorybridge.morning.ReportingDelivery.NotSettled;
import io.inventorybridge.morning.ReportingDelivery.Reported;
import io.inventorybridge.morning.ReportingDelivery.ReportedBefore;
import io.inventorybridge.morning.SilentStore;
import io.inventorybridge.morning.StoreDifferences;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.settings.Settings;
import io.inventorybridge.settings.Written;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Quantity;
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
  private final Nights nights = new Nights();
  private final InMemoryStoreActivity activity = new InMemoryStoreActivity();
  private FacilityDirectory stores = FacilityDirectory.of(List.of());
  private Settings settings = Settings.defaults();

  @Test
  void aDeadFeedOfOneStoreIsSeenInItsDifferences() {
    nights.apply(delivery(YESTERDAY, 12, "DEAD", 10));
    nights.apply(delivery("2026-11-23T06:01:00Z", 12, "LIVE", 10));
    nights.sale("LIVE", "1", "e1", "2026-11-23T12:00:00Z");
    List<String> rows = new ArrayList<>(rows(12, "DEAD", 7));
    rows.addAll(List.of("LIVE 1 9", "LIVE 2 8", "LIVE 3 30", "LIVE 4 -1", "LIVE 5 10"));
    MorningSummary summary = reported(TODAY, rows);
    assertThat(summary.differences().stores())
        .containsExactly(
            new StoreDifferences(
                new FacilityId("DEAD"), 12, 12, 12, Quantity.ZERO, Quantity.of(-36), false),
            new StoreDifferences(
                new FacilityId("LIVE"), 5, 5, 3, Quantity.of(20), Quantity.of(-13), true));
    assertThat(summary.differences().byCause())
        .containsExactly(
            Map.entry(ProbableCause.MANY_UNITS_IN_ONE_STORE, new Count(12, Quantity.of(-36))),
            Map.entry(ProbableCause.NEGATIVE_IN_RETAIL_PRO, new Count(1, Quantity.of(-11))),
            Map.entry(ProbableCause.SOLD_WITHOUT_EVENT, new Count(1, Quantity.of(-2))),
            Map.entry(ProbableCause.RECEIVED_OR_RETURNED, new Count(1, Quantity.of(20))));
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
    nights.apply(delivery(YESTERDAY, 12, "A", 10));
    activity.note(new FacilityId("A"), Instant.parse("2026-11-23T18:00:00Z"));
    MorningSummary summary = reported(TODAY, rows(12, "A", 7));
    assertThat(summary.differences().byCause()).containsOnlyKeys(ProbableCause.SOLD_WITHOUT_EVENT);
  }

  @Test
  void aKeyNeverStatedBeforeIsAFirstBaselineAndNotCompared() {
    MorningSummary summary = reported(TODAY, List.of("A 1 5", "A 2 0"));
    assertThat(summary.differences().compared()).isZero();
    assertThat(summary.differences().byCause())
        .containsExactly(Map.entry(ProbableCause.FIRST_BASELINE, new Count(1, Quantity.of(5))));
  }

  @Test
  void aFactThatCameAfterTheVarianceWasComputedIsTheCause() {
    nights.apply(nights.delivery(YESTERDAY, "A 1 10"));
    DeliveryId today = nights.delivery(TODAY, "A 1 8");
    nights.compute(today);
    nights.order("o1", OrderStatus.OPEN, "2026-11-24T07:00:00Z", "A 1 1 COMPLETED", "A 2 1 OPEN");
    nights.reset(today);
    nights.variance(today);
    nights.settle(today, 1);
    assertThat(summary(today).differences().byCause())
        .containsExactly(Map.entry(ProbableCause.LATE_FACT, new Count(1, Quantity.of(-2))));
  }

  @Test
  void anInitialLoadIsComparedInWhatItIsSilentAbout() {
    nights.apply(nights.delivery(YESTERDAY, "A 1 10", "A 2 4"));
    DeliveryId load =
        nights.delivery(Manifest.Kind.INITIAL, TODAY, List.of(List.of("A 1 10", "A 3 1")));
    nights.apply(load);
    MorningSummary summary = summary(load);
    assertThat(summary.differences().keys()).isEqualTo(3);
    assertThat(file(load, "differences.csv").subList(1, 3))
        .containsExactly("A,3,1,0,1,0,FIRST_BASELINE", "A,2,0,4,-4,0,SOLD_WITHOUT_EVENT");
  }

  @Test
  void keysThatANewerDeliverySettledAreCountedAndNotCompared() {
    nights.apply(nights.delivery(YESTERDAY, "A 1 10", "A 2 10"));
    DeliveryId today = nights.delivery(TODAY, "A 1 9", "A 2 9");
    nights.apply(today);
    nights.apply(nights.delivery("2026-11-24T08:00:00Z", "A 1 3"));
    MorningSummary summary = summary(today);
    assertThat(summary.differences().keys()).isEqualTo(2);
    assertThat(summary.differences().superseded()).isEqualTo(1);
    assertThat(summary.differences().differing()).isEqualTo(1);
  }

  @Test
  void aDeliveryIsReportedOnceAndOnlyWhenItIsSettled() {
    DeliveryId today = nights.delivery(TODAY, "A 1 9");
    assertThat(report(today)).isInstanceOf(NotSettled.class);
    assertThat(nights.files.list("morning/")).isEmpty();
    nights.apply(today);
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
    assertThat(summary.ageing().all()).isEqualTo(new Count(4, Quantity.of(8)));
    assertThat(summary.ageing().olderThan())
        .containsExactly(
            Map.entry(3, new Count(3, Quantity.of(6))),
            Map.entry(7, new Count(1, Quantity.of(2))),
            Map.entry(30, new Count(1, Quantity.of(2))));
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
    Written hours =
        new Written.Table(Map.of("SV", table("MON-SUN", new Written.Text("09:00-19:00"))));
    settings =
        Settings.of(
            List.of(
                new Settings.Layer("f", table("zone", new Written.Text("America/El_Salvador"))),
                new Settings.Layer("f", table("openingHours", hours))));
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

  private static Written.Table table(String name, Written value) {
    return new Written.Table(Map.of(name, value));
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
    nights.order(id, OrderStatus.OPEN, completed, "A 1 2 COMPLETED", "A 9 1 OPEN");
  }

  private static List<String> rows(int keys, String store, int quantity) {
    return IntStream.rangeClosed(1, keys)
        .mapToObj(upc -> "%s %d %d".formatted(store, upc, quantity))
        .toList();
  }

  private DeliveryId delivery(String snapshot, int keys, String store, int quantity) {
    return nights.delivery(snapshot, rows(keys, store, quantity).toArray(String[]::new));
  }

  private MorningSummary reported(String snapshot, List<String> rows) {
    DeliveryId id = nights.delivery(snapshot, rows.toArray(String[]::new));
    nights.apply(id);
    return summary(id);
  }

  private MorningSummary summary(DeliveryId id) {
    return ((Reported) report(id)).summary();
  }

  private ReportingDelivery.Outcome report(DeliveryId id) {
    return nights.report(id, activity, new Fixed(), disk);
  }

  private List<String> file(DeliveryId id, String name) {
    byte[] content = nights.files.read(BucketKeys.morning(id, name)).orElseThrow();
    return new String(content, StandardCharsets.UTF_8).lines().toList();
  }

  private final class Fixed implements Reference {
    @Override
    public Optional<CatalogIndex> catalogIndex() {
      return Optional.empty();
    }

    @Override
    public FacilityDirectory facilityDirectory() {
      return stores;
    }

    @Override
    public Settings settings(String source) {
      return settings;
    }
  }
}
