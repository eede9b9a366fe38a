// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.format.ReferenceRowScanner;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.InstallationSettings.Layer;
import io.inventorybridge.settings.SettingLiteral;
import io.inventorybridge.stock.FacilityId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Runs the filter on files with every scanner of core; their results must agree. Reference data:
 * two products, {@code 0012} and {@code 2050000163913}, an ambiguous one, {@code 77}; the stores
 * A36 (1/1), SVC21 (1/21), P22 (2/21) and the queue Q (1/9).
 */
final class FilterFixture {
  static final CatalogIndex CATALOG =
      CatalogIndex.of(
          List.of(
              CatalogProduct.of("0012", "p1"),
              CatalogProduct.of("2050000163913", "p2"),
              CatalogProduct.of("77", "p3"),
              CatalogProduct.of("077", "p4")));

  static final FacilityDirectory STORES =
      FacilityDirectory.of(
          List.of(
              Facility.of("A36").withExternalId("1/1"),
              Facility.of("SVC21").withExternalId("1/21"),
              Facility.of("P22").withExternalId("2/21"),
              new Facility(
                  Facility.of("Q").id(),
                  Optional.of("1/9"),
                  Optional.empty(),
                  "VIRTUAL",
                  Optional.empty(),
                  List.of(),
                  true)));

  /** The result for a file. */
  record Result(
      RowCounts rows,
      SortedSet<FacilityId> stores,
      List<String> parts,
      String rejects,
      FilteredDelta.Cut cut) {
    /** The rows of all parts in order, without their headers. */
    List<String> kept() {
      List<String> kept = new ArrayList<>();
      for (String part : parts) {
        kept.addAll(part.lines().skip(1).toList());
      }
      return kept;
    }

    List<String> rejectLines() {
      return rejects.lines().skip(1).toList();
    }
  }

  private static final int SMALL = 10_000;

  private InstallationSettings settings = InstallationSettings.defaults();
  private CatalogIndex catalog = CATALOG;
  private FacilityDirectory stores = STORES;
  private final Path disk;

  FilterFixture(Path disk) {
    this.disk = disk;
  }

  FilterFixture with(String name, SettingLiteral value) {
    settings =
        InstallationSettings.of(
            List.of(new Layer("test", new SettingLiteral.Table(Map.of(name, value)))));
    return this;
  }

  FilterFixture with(CatalogIndex index, FacilityDirectory directory) {
    catalog = index;
    stores = directory;
    return this;
  }

  /** Filters text whose characters are its bytes. */
  Result of(String text) {
    return of(text.getBytes(ISO_8859_1));
  }

  Result of(byte[] file) {
    Result plain = of(file, new ReferenceRowScanner());
    assertThat(of(file, new ByteRowScanner())).isEqualTo(plain);
    if (file.length < SMALL) {
      assertThat(of(file, new ByteRowScanner(1, 1))).isEqualTo(plain);
    }
    return plain;
  }

  private Result of(byte[] file, RowScanner scanner) {
    return switch (read(file, scanner)) {
      case DeltaFilter.Unreadable unreadable -> throw new AssertionError(unreadable.sentence());
      case FilteredDelta delta -> {
        try (delta) {
          Path out = Files.createTempDirectory(disk, "cut-");
          Path rejects = out.resolve("rejects.csv");
          FilteredDelta.Cut cut = delta.cut(out, rejects, settings.delivery().partSize());
          List<String> parts = new ArrayList<>();
          for (var part : cut.parts()) {
            parts.add(Files.readString(out.resolve(part.name().toString()), UTF_8));
          }
          yield new Result(
              delta.rows(), delta.stores(), parts, Files.readString(rejects, UTF_8), cut);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  DeltaFilter.FilterOutcome read(byte[] file) {
    return read(file, new ByteRowScanner());
  }

  private DeltaFilter.FilterOutcome read(byte[] file, RowScanner scanner) {
    try {
      return new DeltaFilter(scanner, catalog, stores, settings.delivery())
          .read(new ByteArrayInputStream(file), Files.createTempDirectory(disk, "work-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
