// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.brake;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.PairNumbers;
import io.inventorybridge.availability.brake.InputBrake.BrakeMeasurement;
import io.inventorybridge.availability.brake.InputBrake.MeasuredPair;
import io.inventorybridge.availability.brake.InputBrake.MeasuredShare;
import io.inventorybridge.availability.change.InputDifference;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.settings.BrakeSettings;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The measurement of an edition: it counts the same stock by the set in force and by the set with
 * the edition, for the products that differ. Of more than two thousand it takes two thousand,
 * chosen by their UPCAs, so that a repetition measures the same ones.
 */
public final class MeasuringInputs {
  /** The most products that are measured of each share. */
  public static final int MOST_MEASURED = 2_000;

  /** The number of pairs that are looked up at once. */
  private static final int STRETCH = 1_000;

  private final StockLedger ledger;
  private final Function<Collection<ItemAtLocation>, Set<ItemAtLocation>> published;
  private final Supplier<BrakeSettings> settings;
  private final BoundedParallelism boundedParallelism;

  /**
   * @param published gives the pairs whose number the shop has confirmed once
   * @param settings of the brake, as in force
   */
  public MeasuringInputs(
      StockLedger ledger,
      Function<Collection<ItemAtLocation>, Set<ItemAtLocation>> published,
      Supplier<BrakeSettings> settings,
      BoundedParallelism boundedParallelism) {
    this.ledger = ledger;
    this.published = published;
    this.settings = settings;
    this.boundedParallelism = boundedParallelism;
  }

  /**
   * Measures the step from one set to another.
   *
   * @param inForce the set in force
   * @param proposed the set with the edition in its place
   */
  public BrakeFinding measure(CalculationInputs inForce, CalculationInputs proposed) {
    CalculationInputs next = proposed.after(inForce);
    // Seen from the set in force: the products that it publishes, and that the other one changes.
    List<CanonicalUpc> touched =
        InputDifference.between(new InputSet(2, next), new InputSet(1, inForce)).products();
    List<CanonicalUpc> chosen = chosen(touched);
    List<MeasuredPair> pairs = pairs(chosen, inForce, next);
    BrakeFinding finding =
        new InputBrake(settings.get())
            .judge(
                InputBrake.isHarmless(pairs)
                    ? new BrakeMeasurement(
                        share(touched, chosen), new MeasuredShare(0, 0), pairs, 0)
                    : withRest(touched, chosen, pairs, inForce));
    Topology before = topology(inForce);
    Topology after = topology(proposed);
    return before == after ? finding : finding.held(topologyChange(before, after));
  }

  /** The reason why a change of topology is held, whatever it changes. */
  public static String topologyChange(Topology before, Topology after) {
    return "the topology changes from %s to %s, which always waits for an operator"
        .formatted(before, after);
  }

  private static Topology topology(CalculationInputs inputs) {
    return switch (inputs.locationMapping()) {
      case LocationMapping.SingleLocation one -> Topology.ONE_LOCATION;
      case LocationMapping.LocationPerStore stores -> Topology.LOCATION_PER_FACILITY;
    };
  }

  private BrakeMeasurement withRest(
      List<CanonicalUpc> touched,
      List<CanonicalUpc> chosen,
      List<MeasuredPair> pairs,
      CalculationInputs inForce) {
    Set<CanonicalUpc> different = new HashSet<>(touched);
    List<CanonicalUpc> rest = new ArrayList<>();
    for (int slot = 0; slot < inForce.catalog().size(); slot++) {
      CanonicalUpc upc = inForce.catalog().upc(slot);
      if (!different.contains(upc) && inForce.published(upc).isPresent()) {
        rest.add(upc);
      }
    }
    List<CanonicalUpc> chosenOfRest = chosen(rest);
    return new BrakeMeasurement(
        share(touched, chosen),
        share(rest, chosenOfRest),
        pairs,
        pairs(chosenOfRest, inForce, inForce).size());
  }

  private static MeasuredShare share(List<CanonicalUpc> all, List<CanonicalUpc> measured) {
    return new MeasuredShare(all.size(), measured.size());
  }

  /** Chooses products that neighbors in the catalog do not resemble, always the same ones. */
  static List<CanonicalUpc> chosen(List<CanonicalUpc> products) {
    return products.size() <= MOST_MEASURED
        ? products
        : products.stream()
            .sorted(
                Comparator.comparingLong((CanonicalUpc upc) -> mixed(upc.digits()))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST_MEASURED)
            .toList();
  }

  // The finalizer of SplitMix64: every digit changes the whole order.
  private static long mixed(long digits) {
    long mixed = digits * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private List<MeasuredPair> pairs(
      List<CanonicalUpc> products, CalculationInputs inForce, CalculationInputs next) {
    List<ProductPair> above =
        boundedParallelism.each(products, upc -> above(upc, inForce, next)).stream()
            .flatMap(List::stream)
            .toList();
    List<MeasuredPair> measured = new ArrayList<>();
    for (int from = 0; from < above.size(); from += STRETCH) {
      List<ProductPair> stretch = above.subList(from, Math.min(above.size(), from + STRETCH));
      Set<ItemAtLocation> known = published.apply(stretch.stream().map(ProductPair::pair).toList());
      stretch.stream()
          .filter(pair -> known.contains(pair.pair()))
          .map(ProductPair::measured)
          .forEach(measured::add);
    }
    return measured;
  }

  private List<ProductPair> above(
      CanonicalUpc upc, CalculationInputs inForce, CalculationInputs next) {
    List<StockRecord> stock = ledger.ofProduct(upc);
    SortedMap<ItemAtLocation, Long> now = PairNumbers.of(upc, stock, inForce);
    SortedMap<ItemAtLocation, Long> then = PairNumbers.of(upc, stock, next);
    return now.entrySet().stream()
        .filter(number -> number.getValue() > 0)
        .map(
            number ->
                new ProductPair(
                    upc,
                    number.getKey(),
                    number.getValue(),
                    Optional.ofNullable(then.get(number.getKey()))))
        .toList();
  }

  private record ProductPair(CanonicalUpc upc, ItemAtLocation pair, long now, Optional<Long> then) {
    MeasuredPair measured() {
      return new MeasuredPair(
          upc.toString(), pair.item().number(), pair.location().number(), now, then);
    }
  }
}
