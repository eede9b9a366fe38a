// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A trend chart of one figure over the last nights, with a bar for each; the last bar is the night
 * of the page.
 *
 * @param now the last night's figure
 * @param usual a sentence on the nights before
 * @param odd true when the last night lies far outside of all nights before
 * @param zero the position of zero, from the top
 * @param median of the nights before
 */
public record TrendChart(
    String title,
    String now,
    String usual,
    boolean odd,
    double zero,
    Optional<Double> median,
    List<Bar> bars) {
  /** The width of the coordinate system. */
  public static final int WIDTH = 240;

  public static final int HEIGHT = 48;

  /** The maximum number of nights. */
  public static final int NIGHTS = 30;

  /** Fewer nights do not show what is usual. */
  private static final int LEAST = 5;

  private static final double FAR = 1.5;
  private static final double GAP = 2;
  private static final double THINNEST = 1.2;

  public TrendChart {
    bars = List.copyOf(bars);
  }

  /**
   * The bar of one night.
   *
   * @param label its description
   */
  public record Bar(
      String x, String y, String width, String height, NightKind kind, String label) {}

  /** The kind of a bar. */
  public enum NightKind {
    NIGHT,
    LAST,
    /** The night has no figure. */
    NONE
  }

  /** A night with its figure, if it has one. */
  public record Night(String name, OptionalLong figure) {}

  /** Draws the nights in order; of too many nights it draws the last ones. */
  public static TrendChart of(String title, List<Night> all, boolean withSign) {
    List<Night> nights = all.subList(Math.max(0, all.size() - NIGHTS), all.size());
    List<Long> before =
        nights.subList(0, Math.max(0, nights.size() - 1)).stream()
            .flatMap(night -> night.figure().stream().boxed())
            .sorted()
            .toList();
    OptionalLong last = nights.isEmpty() ? OptionalLong.empty() : nights.getLast().figure();
    double top =
        Math.max(1, nights.stream().mapToLong(it -> it.figure().orElse(0)).max().orElse(0));
    double low =
        Math.min(0, nights.stream().mapToLong(it -> it.figure().orElse(0)).min().orElse(0));
    if (low < 0 && top == 1) {
      top = 0;
    }
    double unit = HEIGHT / (top - low);
    double zero = top * unit;
    List<Bar> bars = new ArrayList<>();
    double step = (double) WIDTH / NIGHTS;
    for (int i = 0; i < nights.size(); i++) {
      double x = (NIGHTS - nights.size() + i) * step + GAP / 2;
      bars.add(bar(nights.get(i), x, step - GAP, zero, unit, i == nights.size() - 1, withSign));
    }
    return new TrendChart(
        title,
        last.isPresent() ? written(last.getAsLong(), withSign) : "–",
        usual(before, withSign),
        isOdd(before, last),
        zero,
        before.size() < LEAST ? Optional.empty() : Optional.of(zero - median(before) * unit),
        bars);
  }

  private static Bar bar(
      Night night,
      double x,
      double width,
      double zero,
      double unit,
      boolean isLast,
      boolean withSign) {
    if (night.figure().isEmpty()) {
      return new Bar(
          place(x),
          place(Math.min(zero, HEIGHT - THINNEST)),
          place(width),
          place(THINNEST),
          NightKind.NONE,
          night.name() + ": none");
    }
    long figure = night.figure().getAsLong();
    double height = Math.max(Math.abs(figure) * unit, THINNEST);
    double y = figure >= 0 ? zero - height : Math.min(zero, HEIGHT - height);
    return new Bar(
        place(x),
        place(Math.max(0, y)),
        place(width),
        place(height),
        isLast ? NightKind.LAST : NightKind.NIGHT,
        night.name() + ": " + written(figure, withSign));
  }

  // Far outside of the range: one and a half times as far from the median as the farthest night
  // before.
  private static boolean isOdd(List<Long> before, OptionalLong last) {
    if (before.size() < LEAST || last.isEmpty()) {
      return false;
    }
    double median = median(before);
    double farthest = Math.max(median - before.getFirst(), before.getLast() - median);
    return Math.abs(last.getAsLong() - median) > FAR * farthest;
  }

  private static String usual(List<Long> before, boolean withSign) {
    if (before.isEmpty()) {
      return "no night before";
    }
    return before.getFirst().equals(before.getLast())
        ? "%s on %s before"
            .formatted(
                written(before.getFirst(), withSign),
                PageNumberFormat.count(before.size(), "night", "nights"))
        : "%s to %s on %s before"
            .formatted(
                written(before.getFirst(), withSign),
                written(before.getLast(), withSign),
                PageNumberFormat.count(before.size(), "night", "nights"));
  }

  private static String written(long figure, boolean withSign) {
    return withSign ? PageNumberFormat.signed(figure) : PageNumberFormat.count(figure);
  }

  private static double median(List<Long> sorted) {
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
  }

  /** Formats a coordinate for a page. */
  public static String place(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
