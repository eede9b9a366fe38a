// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.delivery;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.morning.MorningSummary;
import io.inventorybridge.morning.ProbableCause;
import io.inventorybridge.morning.ResetDifference;
import io.inventorybridge.morning.SilentStore;
import io.inventorybridge.morning.StoreDifferences;
import io.inventorybridge.page.Numerals;
import io.inventorybridge.page.OutsideText;
import io.inventorybridge.page.delivery.Comparison.AgeBand;
import io.inventorybridge.page.delivery.Comparison.CauseLine;
import io.inventorybridge.page.delivery.Comparison.Feed;
import io.inventorybridge.page.delivery.Comparison.KeyLine;
import io.inventorybridge.page.delivery.Comparison.SilentLine;
import io.inventorybridge.page.delivery.Comparison.StoreLine;
import io.inventorybridge.page.delivery.DeliveryPage.Rest;
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
record Comparing(Known known, Explained explained) {
  private static final int MOST_SILENT = 20;
  private static final double WHOLE = 100;

  Optional<Comparison> comparison() {
    return known.summary().map(this::of);
  }

  private Comparison of(MorningSummary summary) {
    MorningSummary.Differences differences = summary.differences();
    List<StoreDifferences> stores = Explained.stores(summary);
    List<ResetDifference> largest = known.largest().ofAll();
    return new Comparison(
        differences.keys(),
        differences.superseded(),
        differences.compared(),
        differences.differing(),
        differences.more().units(),
        differences.less().units(),
        causes(differences.byCause()),
        stores(stores, silent(summary)),
        Rest.of(Explained.differing(summary).count(), stores.size()),
        largest.stream().map(this::key).toList(),
        Rest.of(known.largest().rows(), largest.size()),
        ages(summary.ageing()),
        summary.silentStores().stream().limit(MOST_SILENT).map(this::silentLine).toList(),
        Rest.of(summary.silentStores().size(), MOST_SILENT),
        files(summary.delivery()));
  }

  private static Comparison.Files files(DeliveryId delivery) {
    return new Comparison.Files(
        "../" + BucketKeys.morning(delivery, "differences.csv"),
        "../" + BucketKeys.morning(delivery, "ageing.csv"),
        "../" + BucketKeys.morning(delivery, "silent-stores.csv"));
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
                    ReasonWords.of(cause.getKey()),
                    cause.getKey().name(),
                    cause.getValue().keys(),
                    cause.getValue().units().units(),
                    share(cause.getValue().keys(), all)))
        .toList();
  }

  private List<StoreLine> stores(List<StoreDifferences> stores, Set<FacilityId> silent) {
    long widest =
        stores.stream()
            .mapToLong(store -> Math.max(store.more().units(), -store.less().units()))
            .max()
            .orElse(0);
    return stores.stream()
        .map(
            store ->
                new StoreLine(
                    OutsideText.of(store.store().value()).text(),
                    known.nameOf(store.store()),
                    store.differing(),
                    store.compared(),
                    store.less().units(),
                    store.more().units(),
                    share(-store.less().units(), widest),
                    share(store.more().units(), widest),
                    store.feedIsDead()
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
        OutsideText.of(known.titles().getOrDefault(row.key().upc(), ""), "(no title)"),
        row.upca(),
        OutsideText.of(row.key().facility().value()).text(),
        known.nameOf(row.key().facility()),
        row.expected().units(),
        row.retailPro().units(),
        row.difference().units(),
        row.pos().units(),
        ReasonWords.of(row.cause()),
        explained.link(row.key()));
  }

  // The summary counts units older than so many days; here each unit is in exactly one band.
  private static List<AgeBand> ages(MorningSummary.Ageing ageing) {
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
        OutsideText.of(store.store().value()).text(),
        store.name().map(OutsideText::of),
        "%s to %s".formatted(moment(store.opened()), moment(store.closed())),
        store.latest().map(latest -> "last heard " + moment(latest)).orElse("never heard"));
  }

  private String moment(Instant at) {
    return Numerals.moment(at, known.settings().snapshot().zone());
  }

  private static int share(long part, long whole) {
    return whole == 0 ? 0 : (int) Math.round(WHOLE * part / whole);
  }
}
