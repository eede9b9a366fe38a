// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.local.generate.DeliveryGenerator;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code inventory generate}: a delivery of an invented retailer, with its catalog, facilities and
 * orders.
 */
@Command(
    name = "generate",
    description =
        "Writes delta.csv, catalog.csv, facilities.csv and orders.jsonl of an invented retailer.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class GenerateCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d+)(B|KB|MB|GB)?");
  private static final Map<String, Long> UNITS =
      Map.of("B", 1L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);
  private static final Map<String, Charset> ENCODINGS =
      Map.of("utf-8", StandardCharsets.UTF_8, "windows-1252", Charset.forName("windows-1252"));

  @Option(names = "--size", paramLabel = "SIZE", required = true, description = "such as 300MB")
  private String size = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      required = true,
      description = "the same seed gives the same files")
  private long seed;

  @Option(names = "--out", paramLabel = "DIR", required = true)
  private Path out = Path.of("");

  @Option(
      names = "--survivors",
      paramLabel = "N",
      defaultValue = "1500",
      description = "exact number of keys of online products; default ${DEFAULT-VALUE}")
  private int survivors;

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "500",
      description = "default ${DEFAULT-VALUE}")
  private int orders;

  @Option(
      names = "--stores",
      paramLabel = "N",
      defaultValue = "200",
      description = "default ${DEFAULT-VALUE}")
  private int stores;

  @Option(
      names = "--products",
      paramLabel = "N",
      defaultValue = "50000",
      description = "products online; default ${DEFAULT-VALUE}")
  private int products;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      defaultValue = "utf-8",
      description = "utf-8 (default) or windows-1252")
  private String encoding = "";

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "accepted for consistency; has no effect")
  private @Nullable Path settings;

  @Override
  public Integer call() {
    if (settings != null) {
      SettingsFile.read(settings);
    }
    long bytes = bytes(size);
    Charset charset = ENCODINGS.get(encoding.toLowerCase(Locale.ROOT));
    if (charset == null) {
      throw CommandFailure.wrongInput(
          "--encoding: " + encoding + " is neither utf-8 nor windows-1252");
    }
    try (ProgressDisplay progress = new ProgressDisplay()) {
      DeliveryGenerator generation =
          new DeliveryGenerator(bytes, seed, survivors, orders, stores, products, charset);
      progress.begin("generating", bytes);
      generation.writeInto(out, progress::at);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongInput(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandFailure.wrongInput("--out: " + out + " cannot be written: " + e.getMessage());
    }
    return 0;
  }

  static long bytes(String size) {
    Matcher matcher = SIZE.matcher(size.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw CommandFailure.wrongInput("--size: " + size + " is not a size such as 300MB");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    try {
      return Math.multiplyExact(
          Long.parseLong(matcher.group(1)), UNITS.getOrDefault(unit, 1L).longValue());
    } catch (ArithmeticException | NumberFormatException e) {
      throw CommandFailure.wrongInput("--size: " + size + " is too large");
    }
  }
}
