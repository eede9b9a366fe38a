// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.csv.CsvTableCodec;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.intake.FilteringFile;
import io.inventorybridge.delivery.intake.FilteringFile.FileFilterOutcome;
import io.inventorybridge.delivery.intake.FilteringFile.Input;
import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.json.delivery.DeliveryJson;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogIndexBuilder;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.TableImport;
import io.inventorybridge.masterdata.imports.UnusableTable;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.support.files.StoredFile;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
    description = "Cuts a delta into reset parts of online products; no AWS, no guards.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FilterCommand implements Callable<Integer> {
  private static final Path NOWHERE = Path.of("");

  private static final TableCodec TABLES = new CsvTableCodec();

  @Parameters(paramLabel = "DELTA", description = "plain, gzip or zip")
  private Path delta = NOWHERE;

  @Option(names = "--catalog", paramLabel = "FILE", required = true)
  private Path catalog = NOWHERE;

  @Option(
      names = "--facilities",
      paramLabel = "FILE",
      description = "if left out, store codes are facility ids")
  private @Nullable Path facilities;

  @Option(names = "--out", paramLabel = "DIR", required = true)
  private Path out = NOWHERE;

  @Option(names = "--source", paramLabel = "NAME", description = "default: default")
  private String source = "default";

  @Option(names = "--settings", paramLabel = "FILE", description = "a JSON object")
  private @Nullable Path settings;

  @Option(names = "--json", description = "print the manifest")
  private boolean json;

  /**
   * The command, when its arguments are simple enough to parse by hand; else empty. Picocli's
   * reflection costs as much processor time as filtering a hundred megabytes.
   */
  static Optional<FilterCommand> parsePlain(List<String> arguments) {
    FilterCommand command = new FilterCommand();
    int paths = 0;
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--json")) {
        command.json = true;
      } else if (isPlain(argument)) {
        command.delta = Path.of(argument);
        paths++;
      } else if (i + 1 == arguments.size() || !command.setOption(argument, arguments.get(++i))) {
        return Optional.empty();
      }
    }
    boolean whole =
        !arguments.isEmpty()
            && arguments.getFirst().equals("filter")
            && paths == 1
            && !command.catalog.equals(NOWHERE)
            && !command.out.equals(NOWHERE);
    return whole ? Optional.of(command) : Optional.empty();
  }

  private boolean setOption(String option, String value) {
    if (!isPlain(value)) {
      return false;
    }
    switch (option) {
      case "--catalog" -> catalog = Path.of(value);
      case "--facilities" -> facilities = Path.of(value);
      case "--out" -> out = Path.of(value);
      case "--source" -> source = value;
      case "--settings" -> settings = Path.of(value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(String argument) {
    return !argument.isEmpty() && !argument.startsWith("-") && !argument.startsWith("@");
  }

  @Override
  public Integer call() {
    UserPaths.readable("DELTA", delta);
    if (!DeliveryId.isSource(source)) {
      throw CommandFailure.wrongInput("--source: '%s' is not a source name".formatted(source));
    }
    InstallationSettings chosen =
        settings == null ? InstallationSettings.defaults() : SettingsFile.read(settings);
    CatalogIndex index = index();
    FacilityDirectory directory =
        facilities == null
            ? FacilityDirectory.anyStore()
            : FacilityDirectory.of(
                usable("--facilities", read("--facilities", facilities, ImportingFacilities::read))
                    .kept());
    FilteringFile filtering = new FilteringFile(new ByteRowScanner(), new DeliveryJson());
    try (ProgressDisplay progress = new ProgressDisplay();
        InputStream content = counted(progress)) {
      Input input =
          new Input(
              String.valueOf(delta.getFileName()),
              content,
              Files.getLastModifiedTime(delta).toInstant(),
              source,
              Optional.<Instant>empty());
      FileFilterOutcome outcome = filtering.run(input, index, directory, chosen, out);
      if (outcome instanceof FileFilterOutcome.Held held) {
        throw new CommandFailure(CommandFailure.NOT_SETTLED, held.sentence());
      }
      progress.end();
      print(((FileFilterOutcome.PartsWritten) outcome).manifest());
      return 0;
    } catch (IOException e) {
      throw CommandFailure.wrongInput("--out: %s: %s".formatted(out, e.getMessage()));
    }
  }

  private void print(DeliveryManifest manifest) {
    if (json) {
      System.out.println(new String(new DeliveryJson().write(manifest), StandardCharsets.UTF_8));
    } else {
      System.out.println(
          grouped(manifest.rows().kept())
              + " of "
              + grouped(manifest.rows().read())
              + " rows kept in "
              + manifest.parts().size()
              + " part(s) under "
              + out);
    }
  }

  // 1234567 as 1,234,567. String.format would load locale data.
  private static String grouped(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }

  private CatalogIndex index() {
    UserPaths.readable("--catalog", catalog);
    try (InputStream in = Files.newInputStream(catalog)) {
      return CatalogIndexBuilder.read(in, TABLES);
    } catch (UnusableTable e) {
      throw CommandFailure.wrongInput("--catalog: %s: %s".formatted(catalog, e.reason()));
    } catch (IOException e) {
      throw CommandFailure.wrongInput("--catalog: %s cannot be read".formatted(catalog));
    }
  }

  @FunctionalInterface
  private interface TableReader<T> {
    TableImport<T> read(InputStream open, TableCodec sheets, StoredFile file);
  }

  private static <T> TableImport<T> read(String option, Path file, TableReader<T> reading) {
    UserPaths.readable(option, file);
    try {
      StoredFile stored =
          new StoredFile(
              file.toString(),
              "",
              Files.size(file),
              Files.getLastModifiedTime(file).toInstant(),
              Map.of());
      return reading.read(new BufferedInputStream(Files.newInputStream(file)), TABLES, stored);
    } catch (IOException e) {
      throw CommandFailure.wrongInput("%s: %s cannot be read".formatted(option, file));
    }
  }

  private static <T> TableImport<T> usable(String option, TableImport<T> table) {
    table
        .unusable()
        .ifPresent(
            reason -> {
              throw CommandFailure.wrongInput("%s: %s".formatted(option, reason));
            });
    return table;
  }

  private InputStream counted(ProgressDisplay progress) throws IOException {
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
