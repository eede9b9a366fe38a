// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.brake;

import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.BrakeFinding.BrakeVerdict;
import io.inventorybridge.masterdata.imports.BrakeFinding.ChangedPair;
import io.inventorybridge.settings.BrakeSettings;
import io.inventorybridge.settings.ExactRatio;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The judgment of the brake on an edition: how many of the pairs above zero would fall to 0, be
 * published no longer, or change by more than half. It is a pure function of what was measured.
 * Shares are compared exactly, also where a measurement is an estimate.
 */
public final class InputBrake {
  /** A pair that changes by fewer units is not counted as changing. */
  private static final long FEWEST_UNITS = 2;

  private final BrakeSettings settings;

  public InputBrake(BrakeSettings settings) {
    this.settings = settings;
  }

  /**
   * A measurement of the products that an edition touches, and of the rest.
   *
   * @param touched the products whose numbers may change
   * @param rest the other products
   * @param pairs the published pairs above zero of the measured touched products
   * @param pairsOfRest the number of published pairs above zero of the measured rest
   */
  public record BrakeMeasurement(
      MeasuredShare touched, MeasuredShare rest, List<MeasuredPair> pairs, long pairsOfRest) {
    public BrakeMeasurement {
      pairs = List.copyOf(pairs);
    }

    private Estimate above() {
      return touched.scaled(pairs.size()).plus(rest.scaled(pairsOfRest));
    }
  }

  /**
   * Some products of many.
   *
   * @param measured all of them, or a part from which the whole is estimated
   */
  public record MeasuredShare(long products, long measured) {
    public MeasuredShare {
      if (measured < 0 || measured > products || (measured == 0 && products > 0)) {
        throw new IllegalArgumentException(
            "%d of %d products cannot be measured".formatted(measured, products));
      }
    }

    private Estimate scaled(long count) {
      return products == 0
          ? new Estimate(BigInteger.ZERO, BigInteger.ONE)
          : new Estimate(
              BigInteger.valueOf(count).multiply(BigInteger.valueOf(products)),
              BigInteger.valueOf(measured));
    }
  }

  /**
   * A published pair above zero.
   *
   * @param now by the set in force
   * @param then by the set with the edition; empty when it would no longer be published
   */
  public record MeasuredPair(
      String upca, String item, String location, long now, Optional<Long> then) {
    public MeasuredPair {
      if (now <= 0) {
        throw new IllegalArgumentException("a measured pair is above zero, not " + now);
      }
    }

    private long after() {
      return then.orElse(0L);
    }

    private long change() {
      return Math.abs(Math.subtractExact(after(), now));
    }

    private boolean isFalling() {
      return after() <= 0;
    }

    private boolean isChanging() {
      return change() >= FEWEST_UNITS && Math.multiplyExact(2, change()) > now;
    }
  }

  /** Tells whether the brake could hold an edition that changes these pairs so. */
  static boolean isHarmless(List<MeasuredPair> pairs) {
    return pairs.stream().noneMatch(pair -> pair.isFalling() || pair.isChanging());
  }

  /** Judges a measurement. */
  public BrakeFinding judge(BrakeMeasurement measurement) {
    long falling = estimate(measurement, MeasuredPair::isFalling);
    long changing = estimate(measurement, MeasuredPair::isChanging);
    long pairs = measurement.above().rounded();
    Optional<String> question = unasked(measurement);
    Optional<String> tooMuch =
        question.isPresent()
            ? Optional.empty()
            : exceeded(measurement, settings.falling(), MeasuredPair::isFalling)
                .map(
                    limit -> sentence(falling, pairs, "fall to 0 or be published no longer", limit))
                .or(
                    () ->
                        exceeded(measurement, settings.changing(), MeasuredPair::isChanging)
                            .map(
                                limit ->
                                    sentence(changing, pairs, "change by more than half", limit)));
    List<MeasuredPair> changed =
        measurement.pairs().stream().filter(pair -> pair.change() > 0).toList();
    return new BrakeFinding(
        question.isPresent()
            ? BrakeVerdict.NOT_ASKED
            : tooMuch.isPresent() ? BrakeVerdict.HELD : BrakeVerdict.PASSED,
        question
            .or(() -> tooMuch.map(found -> found + estimated(measurement)))
            .orElseGet(
                () ->
                    "of %d pairs above zero %d would fall to 0 and %d change by more than half"
                            .formatted(pairs, falling, changing)
                        + estimated(measurement)),
        measurement.touched().products(),
        measurement.touched().measured(),
        pairs,
        falling,
        changing,
        estimate(measurement, pair -> pair.change() > 0),
        units(measurement, changed.stream().mapToLong(MeasuredPair::now).sum()),
        units(measurement, changed.stream().mapToLong(MeasuredPair::after).sum()),
        changed.stream()
            .sorted(
                Comparator.comparingLong(MeasuredPair::change)
                    .reversed()
                    .thenComparing(MeasuredPair::upca)
                    .thenComparing(MeasuredPair::item)
                    .thenComparing(MeasuredPair::location))
            .limit(BrakeFinding.LISTED)
            .map(
                pair ->
                    new ChangedPair(
                        pair.upca(), pair.item(), pair.location(), pair.now(), pair.then()))
            .toList());
  }

  private Optional<String> unasked(BrakeMeasurement measurement) {
    if (isHarmless(measurement.pairs())) {
      return Optional.of(
          "no published pair above zero would fall to 0 or change by more than half");
    }
    if (settings.falling().isEmpty() && settings.changing().isEmpty()) {
      return Optional.of("the setting brake switches it off");
    }
    return measurement.above().isBelow(settings.atLeast())
        ? Optional.of(
            "%d published pairs are above zero, and it is asked from %d on"
                .formatted(measurement.above().rounded(), settings.atLeast()))
        : Optional.empty();
  }

  private static Optional<ExactRatio> exceeded(
      BrakeMeasurement measurement, Optional<ExactRatio> limit, Predicate<MeasuredPair> counted) {
    return limit.filter(
        share -> scaled(measurement, counted).isAbove(measurement.above().times(share)));
  }

  private static String sentence(long count, long pairs, String verb, ExactRatio limit) {
    return "%d of %d pairs above zero would %s; at most %s may"
        .formatted(count, pairs, verb, limit.percent());
  }

  private static String estimated(BrakeMeasurement measurement) {
    MeasuredShare touched = measurement.touched();
    return touched.measured() < touched.products()
        ? ", estimated on %d of %d products".formatted(touched.measured(), touched.products())
        : "";
  }

  private static long estimate(BrakeMeasurement measurement, Predicate<MeasuredPair> counted) {
    return scaled(measurement, counted).rounded();
  }

  private static Estimate scaled(BrakeMeasurement measurement, Predicate<MeasuredPair> counted) {
    return measurement.touched().scaled(measurement.pairs().stream().filter(counted).count());
  }

  private static long units(BrakeMeasurement measurement, long units) {
    return measurement.touched().scaled(units).rounded();
  }

  /** An exact fraction of counts. */
  private record Estimate(BigInteger numerator, BigInteger denominator) {
    Estimate plus(Estimate other) {
      return new Estimate(
          numerator.multiply(other.denominator()).add(other.numerator().multiply(denominator)),
          denominator.multiply(other.denominator()));
    }

    Estimate times(ExactRatio ratio) {
      return new Estimate(
          numerator.multiply(BigInteger.valueOf(ratio.numerator())),
          denominator.multiply(BigInteger.valueOf(ratio.denominator())));
    }

    boolean isAbove(Estimate other) {
      return numerator
              .multiply(other.denominator())
              .compareTo(other.numerator().multiply(denominator))
          > 0;
    }

    boolean isBelow(long count) {
      return numerator.compareTo(denominator.multiply(BigInteger.valueOf(count))) < 0;
    }

    long rounded() {
      return numerator
          .multiply(BigInteger.TWO)
          .add(denominator)
          .divide(denominator.multiply(BigInteger.TWO))
          .longValueExact();
    }
  }
}
