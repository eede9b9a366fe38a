// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.IndexingCatalog;
import io.inventorybridge.csv.CsvSheets;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.receiving.FilteringFile;
import io.inventorybridge.delivery.receiving.FilteringFile.Input;
import io.inventorybridge.delivery.receiving.FilteringFile.Outcome;
import io.inventorybridge.delivery.scanning.ByteRows;
import io.inventorybridge.drops.DroppedTable;
import io.inventorybridge.drops.Sheets;
import io.inventorybridge.drops.UnusableSheet;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.facilities.ImportingFacilities;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.json.DeliveryJson;
import io.inventorybridge.settings.Settings;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory filter}: the filter alone, on local files. */
@Command(
    name = "filter",
    description = "Cuts a delta into reset parts of products online; no AWS, no guards.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FilterCommand implements Callable<Integer> {
  private static final Sheets SHEETS = new CsvSheets();

  @Parameters(paramLabel = "DELTA", description = "plain, gzip or zip")
  private Path delta = Path.of("");

  @Option(names = "--catalog", paramLabel = "FILE", required = true)
  private Path catalog = Path.of("");

  @Option(
      names = "--facilities",
      paramLabel = "FILE",
      description = "without it, store codes are facility ids")
  private @Nullable Path facilities;

  @Option(names = "--out", paramLabel = "DIR", required = true)
  private Path out = Path.of("");

  @Option(names = "--source", paramLabel = "NAME", description = "default: default")
  private String source = "default";

  @Option(names = "--settings", paramLabel = "FILE", description = "a JSON object")
  private @Nullable Path settings;

  @Option(names = "--json", description = "print the manifest")
  private boolean json;

  @Override
  public Integer call() {
    Paths.readable("DELTA", delta);
    if (!DeliveryId.isSource(source)) {
      throw CommandFailure.wrongInput("--source: '%s' cannot name a source".formatted(source));
    }
    Settings chosen = settings == null ? Settings.defaults() : SettingsFile.read(settings);
    CatalogIndex index = index();
    FacilityDirectory directory =
        facilities == null
            ? FacilityDirectory.anyStore()
            : FacilityDirectory.of(
                usable("--facilities", read("--facilities", facilities, ImportingFacilities::read))
                    .kept());
    FilteringFile filtering = new FilteringFile(new ByteRows(), new DeliveryJson());
    try (Progress progress = new Progress();
        InputStream content = counted(progress)) {
      Input input =
          new Input(
              String.valueOf(delta.getFileName()),
              content,
              Files.getLastModifiedTime(delta).toInstant(),
              source,
              Optional.<Instant>empty());
      return switch (filtering.run(input, index, directory, chosen, out)) {
        case Outcome.Held held ->
            throw new CommandFailure(CommandFailure.NOT_SETTLED, held.sentence());
        case Outcome.Written written -> {
          progress.end();
          if (json) {
            System.out.println(
                new String(new DeliveryJson().write(written.manifest()), StandardCharsets.UTF_8));
          } else {
            System.out.printf(
                "%,d of %,d rows kept in %d part(s) under %s%n",
                written.manifest().rows().kept(),
                written.manifest().rows().read(),
                written.manifest().parts().size(),
                out);
          }
          yield 0;
        }
      };
    } catch (IOException e) {
      throw CommandFailure.wrongInput("--out: %s: %s".formatted(out, e.getMessage()));
    }
  }

  private CatalogIndex index() {
    Paths.readable("--catalog", catalog);
    try (InputStream in = Files.newInputStream(catalog)) {
      return IndexingCatalog.read(in, SHEETS);
    } catch (UnusableSheet e) {
      throw CommandFailure.wrongInput("--catalog: %s: %s".formatted(catalog, e.reason()));
    } catch (IOException e) {
      throw CommandFailure.wrongInput("--catalog: %s cannot be read".formatted(catalog));
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    DroppedTable<T> read(InputStream open, Sheets sheets, StoredFile file);
  }

  private static <T> DroppedTable<T> read(String option, Path file, Reading<T> reading) {
    Paths.readable(option, file);
    try {
      StoredFile stored =
          new StoredFile(
              file.toString(),
              "",
              Files.size(file),
              Files.getLastModifiedTime(file).toInstant(),
              Map.of());
      return reading.read(new BufferedInputStream(Files.newInputStream(file)), SHEETS, stored);
    } catch (IOException e) {
      throw CommandFailure.wrongInput("%s: %s cannot be read".formatted(option, file));
    }
  }

  private static <T> DroppedTable<T> usable(String option, DroppedTable<T> table) {
    table
        .unusable()
        .ifPresent(
            reason -> {
              throw CommandFailure.wrongInput("%s: %s".formatted(option, reason));
            });
    return table;
  }

  private InputStream counted(Progress progress) throws IOException {
    progress.begin("filtering", Files.size(delta));
    return new FilterInputStream(Files.newInputStream(delta)) {
      private long position;

      @Override
      public int read() throws IOException {
        int one = super.read();
        position += one < 0 ? 0 : 1;
        return one;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        position += Math.max(0, count);
        progress.at(position);
        return count;
      }
    };
  }
}
