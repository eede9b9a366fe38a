// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * infra/docs/cost.md: its last table equals its formula with its prices, and the stack has the
 * resources it counts.
 */
class CostTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final DeclaredStack STACK = DeclaredStack.of(TemplateFiles.in(ROOT));
  private static final int MILLION = 1_000_000;
  private static final int DAYS = 30;

  /** The calls of PublishChanges: one every ten seconds of twelve hours. */
  private static final int PUBLISHED_CHANGES = 4_320;

  private static final List<Size> SIZES =
      List.of(
          new Size(2_000, 20_000, 4_000, 50_000, 200, 0.3, 10),
          new Size(430_000, 20_000, 16_000, 50_000, 200, 0.3, 10),
          new Size(20_000, 200_000, 40_000, 1_000_000, 2_000, 3, 100));

  private static String document;

  @BeforeAll
  static void read() throws IOException {
    document = Files.readString(ROOT.resolve("infra/docs/cost.md"));
  }

  @Test
  void theTableOfADayIsTheFormulaWithThePrices() {
    assertThat(document)
        .contains(
            Stream.of(
                    row("units written", Size::written),
                    row("units read", Size::read),
                    row("units read by the full sync", Size::readBySync),
                    dollars("ledger: DynamoDB", Size::ledger),
                    dollars("full sync: DynamoDB", Size::sync),
                    dollars("Lambda", Size::lambda),
                    dollars("S3", Size::s3),
                    dollars("API Gateway", Size::api),
                    dollars("fixed", size -> fixed()),
                    dollars("**dollars a day**", Size::day))
                .collect(Collectors.joining("\n")));
  }

  @Test
  void theFixedCostCountsWhatTheStackHas() {
    long inAlarms =
        STACK.ofType("AWS::CloudWatch::Alarm").keySet().stream()
            .mapToLong(alarm -> metricsOf(STACK.properties(alarm).get("Metrics")))
            .sum();
    assertThat(inAlarms).isEqualTo((long) counted("metrics in alarms"));
    assertThat(STACK.ofType("AWS::CloudWatch::Dashboard")).hasSize(1);
    assertThat(STACK.ofType("AWS::SecretsManager::Secret")).hasSize(2);
  }

  private static long metricsOf(Object metrics) {
    return metrics instanceof List<?> list
        ? list.stream().filter(metric -> metric.toString().contains("MetricStat=")).count()
        : 1;
  }

  @Test
  void everyPriceNamesThePageThatGivesItOrSaysThatNoneDoes() {
    String table =
        document.substring(0, document.indexOf("\n\n", document.indexOf("| paid for |")));
    assertThat(table.substring(table.indexOf("|---|---|---|")).lines().skip(1))
        .hasSizeGreaterThan(5)
        .allMatch(row -> row.matches(".* \\| .*(\\w\\.\\w+, \"|not confirmed).* \\|"));
  }

  /**
   * The size of a day.
   *
   * @param rows changed
   * @param sales POS movements
   * @param orders versions
   * @param delta GB
   * @param filtering seconds
   */
  private record Size(
      long rows,
      long sales,
      long orders,
      long products,
      long stores,
      double delta,
      double filtering) {
    double written() {
      return rows * (6 + 4) + rows / 20 * (8 - 4) + 10 * sales + 20 * orders;
    }

    double read() {
      return rows * (1 + 1) + sales + 10 * orders + PUBLISHED_CHANGES * 32;
    }

    double readBySync() {
      return products * 2 * (Math.ceil(200 * stores / 4096.0) + 1);
    }

    double ledger() {
      return written() / MILLION * price("DynamoDB", 0) + read() / MILLION * price("DynamoDB", 1);
    }

    double sync() {
      return readBySync() / MILLION * price("DynamoDB", 1);
    }

    double lambda() {
      double seconds =
          1.769 * filtering
              + (0.006 + 0.0018) * rows
              + 0.05 * sales
              + 0.09 * orders
              + 0.0074 * products
              + 960
              + 2 * PUBLISHED_CHANGES;
      double calls = sales + orders + 10_000;
      return seconds * price("Lambda", 0) + calls / MILLION * price("Lambda", 1);
    }

    double s3() {
      return delta * 400 / DAYS * price("S3", 0) + 4_000 / 1_000.0 * price("S3", 1);
    }

    double api() {
      return (double) sales / MILLION * price("API Gateway", 0);
    }

    double day() {
      return ledger() + sync() + lambda() + s3() + api() + fixed();
    }
  }

  private static double fixed() {
    double month =
        counted("metrics in alarms") * price("CloudWatch, a metric", 0)
            + counted("metrics of our own") * price("CloudWatch, a metric", 1)
            + price("CloudWatch, a dashboard", 0)
            + 2 * price("Secrets Manager", 0);
    return month / DAYS + 0.1 * price("CloudWatch, a dashboard", 1);
  }

  private static double counted(String what) {
    Matcher count = Pattern.compile("(\\d+) " + what).matcher(document);
    assertThat(count.find()).as(what).isTrue();
    return Double.parseDouble(count.group(1));
  }

  /** The price in the first row that begins with this text; by position if it has several. */
  private static double price(String what, int which) {
    Matcher row =
        Pattern.compile("^\\| " + what + "[^|]* \\| ([0-9./ ]+) \\|", Pattern.MULTILINE)
            .matcher(document);
    assertThat(row.find()).as("a price of %s", what).isTrue();
    return Double.parseDouble(row.group(1).split("/")[which].strip());
  }

  private static String row(String name, ToDoubleFunction<Size> of) {
    return row(name, "%,.0f", of);
  }

  private static String dollars(String name, ToDoubleFunction<Size> of) {
    return row(name, "%.2f", of);
  }

  private static String row(String name, String format, ToDoubleFunction<Size> of) {
    return Stream.concat(
            Stream.of(name),
            SIZES.stream().map(size -> String.format(Locale.ROOT, format, of.applyAsDouble(size))))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
