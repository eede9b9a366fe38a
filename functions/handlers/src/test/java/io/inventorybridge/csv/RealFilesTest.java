// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.intake.FilteringFile;
import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.json.delivery.DeliveryJson;
import io.inventorybridge.json.settings.SettingsJson;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.masterdata.imports.TableImport;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of kinds that people drop, each with its outcome. {@code outcomes.txt} lists them, and the
 * page on inputs shows the same list.
 */
class RealFilesTest {
  private static final Path FILES = Path.of("src/test/resources/files");
  private static final Path OUTCOMES = FILES.resolve("outcomes.txt");
  private static final Path PAGE = Path.of("../../infra/docs/inputs.md");

  @TempDir private Path out;

  /** A file and its outcome, in one line each. */
  record RealFile(String file, String outcome) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<RealFile> files() throws IOException {
    List<RealFile> files = new ArrayList<>();
    for (String line : Files.readAllLines(OUTCOMES)) {
      String[] parts = line.split(": ", 2);
      files.add(new RealFile(parts[0], parts[1]));
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileHasOneOutcome(RealFile real) throws IOException {
    assertThat(outcome(FILES.resolve(real.file()))).isEqualTo(real.outcome());
  }

  @Test
  void everyFileIsListedAndEveryOutcomeIsOnThePage() throws IOException {
    try (Stream<Path> all = Files.walk(FILES)) {
      assertThat(files().stream().map(RealFile::file))
          .containsExactlyInAnyOrderElementsOf(
              all.filter(Files::isRegularFile)
                  .filter(RealFilesTest::isInput)
                  .map(file -> FILES.relativize(file).toString())
                  .toList());
    }
    String page = Files.readString(PAGE);
    assertThat(files())
        .allSatisfy(
            real ->
                assertThat(page).contains("| `%s` | %s |".formatted(real.file(), real.outcome())));
  }

  private static boolean isInput(Path file) {
    String name = file.getFileName().toString();
    return !name.equals("facilities.csv")
        && !name.equals("settings.json")
        && !name.equals("outcomes.txt")
        && !name.endsWith("catalog.csv")
        && !name.endsWith(".json");
  }

  private String outcome(Path file) throws IOException {
    String name = file.getFileName().toString();
    return name.startsWith("cat-") ? outcomeOfCatalog(file) : outcomeOfDelta(file);
  }

  private static String outcomeOfCatalog(Path file) throws IOException {
    TableImport<CatalogProduct> read = catalog(file);
    List<String> said = new ArrayList<>();
    read.unusable().ifPresent(reason -> said.add("refused: " + reason.split(": ", 2)[1]));
    if (!read.kept().isEmpty()) {
      said.add(
          "products " + String.join(", ", read.kept().stream().map(CatalogProduct::upca).toList()));
    }
    read.rejects()
        .forEach(reject -> said.add("line %d %s".formatted(reject.line(), reject.reason())));
    return String.join("; ", said);
  }

  private String outcomeOfDelta(Path file) throws IOException {
    Path folder = file.resolveSibling("");
    Path own =
        file.resolveSibling(file.getFileName().toString().replaceFirst("\\..*", "-catalog.csv"));
    Path catalog = Files.exists(own) ? own : folder.resolve("catalog.csv");
    CatalogIndex index =
        Files.exists(catalog)
            ? CatalogIndex.of(catalog(catalog).kept())
            : CatalogIndex.of(List.of());
    FacilityDirectory facilities =
        FacilityDirectory.of(facilities(folder.resolve("facilities.csv")));
    Path settings = folder.resolve("settings.json");
    InstallationSettings set =
        Files.exists(settings)
            ? InstallationSettings.of(
                List.of(SettingsJson.layer("settings.json", Files.readAllBytes(settings))))
            : InstallationSettings.defaults();
    try (InputStream content = Files.newInputStream(file)) {
      return switch (new FilteringFile(new ByteRowScanner(), new DeliveryJson())
          .run(
              new FilteringFile.Input(
                  file.getFileName().toString(),
                  content,
                  Instant.parse("2026-11-24T07:30:00Z"),
                  "default",
                  Optional.empty()),
              index,
              facilities,
              set,
              out)) {
        case FilteringFile.FileFilterOutcome.Held held ->
            "held %s: %s".formatted(held.reason(), held.sentence().replace("|", "bar"));
        case FilteringFile.FileFilterOutcome.PartsWritten written -> outcome(written.manifest());
      };
    }
  }

  private String outcome(DeliveryManifest manifest) throws IOException {
    List<String> said = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (var part : manifest.parts()) {
      Files.readString(out.resolve("reset").resolve(part.name().toString()), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(cells -> kept.add("%s %s %s".formatted(cells[0], cells[2], cells[3])));
    }
    if (!kept.isEmpty()) {
      said.add(String.join(", ", kept));
    }
    manifest.rows().filtered().forEach((reason, rows) -> said.add("%d %s".formatted(rows, reason)));
    manifest
        .rows()
        .rejected()
        .forEach((reason, rows) -> said.add("%d rejected %s".formatted(rows, reason)));
    return said.isEmpty() ? "no rows" : String.join("; ", said);
  }

  private static TableImport<CatalogProduct> catalog(Path file) throws IOException {
    return ImportingCatalog.read(Files.newInputStream(file), new CsvTableCodec(), stored(file));
  }

  private static List<Facility> facilities(Path file) throws IOException {
    return ImportingFacilities.read(Files.newInputStream(file), new CsvTableCodec(), stored(file))
        .kept();
  }

  private static StoredFile stored(Path file) throws IOException {
    return new StoredFile(
        file.getFileName().toString(), "v1", Files.size(file), Instant.EPOCH, Map.of());
  }
}
