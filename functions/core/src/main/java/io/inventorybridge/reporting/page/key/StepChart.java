// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.key;

import static io.inventorybridge.reporting.page.TrendChart.place;

import io.inventorybridge.reporting.page.PageNumberFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * A step chart of the number after each entry. Entries have equal distances, since they come in
 * bursts; the days are labeled below.
 *
 * @param line the path of the number
 * @param area the same path closed down to zero
 */
public record StepChart(
    int width,
    int height,
    String line,
    String area,
    List<Level> levels,
    List<Mark> marks,
    List<Day> days,
    String inWords) {
  private static final int HEIGHT = 260;
  private static final double TOP = 26;
  private static final double BOTTOM = 30;
  private static final double LEFT = 52;
  private static final double RIGHT = 18;
  private static final int LEAST_WIDTH = 1_000;
  private static final int MOST_WIDTH = 2_400;
  private static final int PER_ENTRY = 44;
  private static final double[] ROUND = {1, 2, 5, 10};
  private static final double DAY_LABEL = 84;
  private static final double WIDEST_STEP = 260;

  public StepChart {
    levels = List.copyOf(levels);
    marks = List.copyOf(marks);
    days = List.copyOf(days);
  }

  /** Tells whether it is as wide as a page and may shrink with it. */
  public boolean fits() {
    return width == LEAST_WIDTH;
  }

  /** A horizontal line with its number. */
  public record Level(String y, String text) {}

  /** An entry on the line. */
  public record Mark(String x, String y, KeyPage.EntryKind kind, String label) {}

  /** The start of a day. */
  public record Day(String x, String text, boolean written) {}

  /** The drawn data of an entry. */
  record Step(KeyPage.EntryKind kind, String day, long after, String label) {}

  /**
   * Draws the chart of some entries.
   *
   * @param before the number before the first of them
   */
  static StepChart of(long before, List<Step> steps) {
    int width = Math.clamp((long) PER_ENTRY * steps.size(), LEAST_WIDTH, MOST_WIDTH);
    long high = Math.max(0, steps.stream().mapToLong(Step::after).max().orElse(0));
    long low = Math.min(0, steps.stream().mapToLong(Step::after).min().orElse(0));
    double round = round(Math.max(1, Math.max(high, before) - Math.min(low, before)) / 4.0);
    double top = Math.ceil(Math.max(high, before) / round) * round;
    double bottom = Math.floor(Math.min(low, before) / round) * round;
    if (top == bottom) {
      top = bottom + round;
    }
    Scale scale = new Scale(top, (HEIGHT - TOP - BOTTOM) / (top - bottom));
    List<Level> levels = new ArrayList<>();
    for (double level = bottom; level <= top; level += round) {
      levels.add(new Level(place(scale.y(level)), PageNumberFormat.count(Math.round(level))));
    }
    double step = Math.min(WIDEST_STEP, (width - LEFT - RIGHT) / Math.max(1, steps.size() + 0.5));
    StringBuilder line =
        new StringBuilder("M%s %s".formatted(place(LEFT), place(scale.of(before))));
    List<Mark> marks = new ArrayList<>();
    List<Day> days = new ArrayList<>();
    String day = "";
    double written = -DAY_LABEL;
    for (int i = 0; i < steps.size(); i++) {
      Step entry = steps.get(i);
      double x = LEFT + (i + 0.5) * step;
      line.append(" H%s V%s".formatted(place(x), place(scale.of(entry.after()))));
      marks.add(new Mark(place(x), place(scale.of(entry.after())), entry.kind(), entry.label()));
      if (!entry.day().equals(day)) {
        boolean room = x - written >= DAY_LABEL;
        days.add(new Day(place(x - step / 2), entry.day(), room));
        written = room ? x : written;
        day = entry.day();
      }
    }
    double end = LEFT + (steps.size() + 0.5) * step;
    line.append(" H%s".formatted(place(end)));
    return new StepChart(
        width,
        HEIGHT,
        line.toString(),
        line + " V%s H%s Z".formatted(place(scale.y(0)), place(LEFT)),
        levels,
        marks,
        days,
        "The number after each of %s, from %s to %s."
            .formatted(
                PageNumberFormat.count(steps.size(), "entry", "entries"),
                PageNumberFormat.count(before),
                PageNumberFormat.count(steps.isEmpty() ? before : steps.getLast().after())));
  }

  private record Scale(double top, double unit) {
    double of(long number) {
      return y((double) number);
    }

    double y(double number) {
      return TOP + (top - number) * unit;
    }
  }

  // Rounds up to the next of 1, 2, 5, 10, 20, ...
  private static double round(double least) {
    double tens = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : ROUND) {
      if (factor * tens >= least) {
        return Math.max(1, factor * tens);
      }
    }
    return Math.max(1, 10 * tens);
  }
}
