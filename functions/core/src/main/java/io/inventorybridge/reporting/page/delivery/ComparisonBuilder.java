// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.ProbableCause;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.reporting.morning.SilentStore;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.reporting.page.PageNumberFormat;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryComparison.AgeBand;
import io.inventorybridge.reporting.page.delivery.DeliveryComparison.CauseLine;
import io.inventorybridge.reporting.page.delivery.DeliveryComparison.Feed;
import io.inventorybridge.reporting.page.delivery.DeliveryComparison.KeyLine;
import io.inventorybridge.reporting.page.delivery.DeliveryComparison.SilentLine;
import io.inventorybridge.reporting.page.delivery.DeliveryComparison.StoreLine;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Remainder;
import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Builds the comparison of a delivery with the expected quantities. */
record ComparisonBuilder(DeliveryContext known, ExplainedKeys explained) {
  private static final int MOST_SILENT = 20;
  private static final double WHOLE = 100;

  Optional<DeliveryComparison> comparison() {
    return known.summary().map(this::of);
  }

  private DeliveryComparison of(MorningSummary summary) {
    MorningSummary.Differences differences = summary.differences();
    List<StoreDifferences> stores = ExplainedKeys.stores(summary);
    List<ResetDifference> largest = known.largest().ofAll();
    return new DeliveryComparison(
        differences.keys(),
        differences.superseded(),
        differences.compared(),
        differences.differing(),
        differences.more().units(),
        differences.less().units(),
        causes(differences.byCause()),
        stores(stores, silent(summary), differences.fileIsSuspect()),
        Remainder.of(ExplainedKeys.differing(summary).count(), stores.size()),
        largest.stream().map(this::key).toList(),
        Remainder.of(known.largest().rows(), largest.size()),
        ages(summary.aging()),
        summary.silentStores().stream().limit(MOST_SILENT).map(this::silentLine).toList(),
        Remainder.of(summary.silentStores().size(), MOST_SILENT),
        files(summary.delivery()));
  }

  private static DeliveryComparison.Files files(DeliveryId delivery) {
    return new DeliveryComparison.Files(
        "../" + BucketLayout.morning(delivery, "differences.csv"),
        "../" + BucketLayout.morning(delivery, "ageing.csv"),
        "../" + BucketLayout.morning(delivery, "silent-stores.csv"));
  }

  private static Set<FacilityId> silent(MorningSummary summary) {
    return summary.silentStores().stream().map(SilentStore::store).collect(Collectors.toSet());
  }

  private static List<CauseLine> causes(SortedMap<ProbableCause, MorningSummary.Count> byCause) {
    long all = byCause.values().stream().mapToLong(MorningSummary.Count::keys).sum();
    return byCause.entrySet().stream()
        .map(
            cause ->
                new CauseLine(
                    ReasonLabels.of(cause.getKey()),
                    cause.getKey().name(),
                    cause.getValue().keys(),
                    cause.getValue().units().units(),
                    share(cause.getValue().keys(), all)))
        .toList();
  }

  private List<StoreLine> stores(
      List<StoreDifferences> stores, Set<FacilityId> silent, boolean fileIsSuspect) {
    long widest =
        stores.stream()
            .mapToLong(store -> Math.max(store.more().units(), -store.less().units()))
            .max()
            .orElse(0);
    return stores.stream()
        .map(
            store ->
                new StoreLine(
                    UntrustedText.of(store.store().value()).text(),
                    known.nameOf(store.store()),
                    store.differing(),
                    store.compared(),
                    store.less().units(),
                    store.more().units(),
                    share(-store.less().units(), widest),
                    share(store.more().units(), widest),
                    store.feedIsDead() && !fileIsSuspect
                        ? Feed.DEAD
                        : silent.contains(store.store()) ? Feed.SILENT : Feed.REPORTS,
                    known
                        .largest()
                        .of(store.store())
                        .map(ResetDifference::key)
                        .flatMap(explained::link)))
        .toList();
  }

  private KeyLine key(ResetDifference row) {
    return new KeyLine(
        UntrustedText.of(known.titles().getOrDefault(row.key().upc(), ""), "(no title)"),
        row.upca(),
        UntrustedText.of(row.key().facility().value()).text(),
        known.nameOf(row.key().facility()),
        row.expected().units(),
        row.retailPro().units(),
        row.difference().units(),
        row.pos().units(),
        ReasonLabels.of(row.cause()),
        explained.link(row.key()));
  }

  // The summary counts units older than so many days; here each unit is in exactly one band.
  private static List<AgeBand> ages(MorningSummary.Aging ageing) {
    long all = ageing.all().units().units();
    List<AgeBand> bands = new ArrayList<>();
    long older = all;
    String since = "";
    for (Map.Entry<Integer, MorningSummary.Count> age : ageing.olderThan().entrySet()) {
      long units = age.getValue().units().units();
      bands.add(
          band(
              since.isEmpty()
                  ? "up to %d days".formatted(age.getKey())
                  : "%s to %d days".formatted(since, age.getKey()),
              older - units,
              all));
      older = units;
      since = age.getKey().toString();
    }
    bands.add(band("more than %s days".formatted(since), older, all));
    return bands;
  }

  private static AgeBand band(String words, long units, long all) {
    return new AgeBand(words, units, share(units, all));
  }

  private SilentLine silentLine(SilentStore store) {
    return new SilentLine(
        UntrustedText.of(store.store().value()).text(),
        store.name().map(UntrustedText::of),
        "%s to %s".formatted(moment(store.opened()), moment(store.closed())),
        store.latest().map(latest -> "last heard " + moment(latest)).orElse("never heard"));
  }

  private String moment(Instant at) {
    return PageNumberFormat.moment(at, known.settings().snapshot().zone());
  }

  private static int share(long part, long whole) {
    return whole == 0 ? 0 : (int) Math.round(WHOLE * part / whole);
  }
}
