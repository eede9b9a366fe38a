// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderReader;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.delivery.format.ScanState;
import io.inventorybridge.delivery.format.UnreadableDelta;
import io.inventorybridge.delivery.validation.RowContext;
import io.inventorybridge.delivery.validation.RowRules;
import io.inventorybridge.delivery.validation.RowVerdict;
import io.inventorybridge.delivery.validation.StoreLookup;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.DeliverySettings;
import io.inventorybridge.stock.FacilityId;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * All results of the rules for a delta, independent of the scanner.
 *
 * @param rows the kept and rejected rows, each with its line, its verdict and its bytes
 * @param refusal why it is unreadable; then the rest does not count
 */
public record ValidatedDelta(
    List<String> rows,
    Map<FilterReason, Long> filtered,
    SortedSet<FacilityId> stores,
    boolean windows1252,
    Optional<String> refusal) {

  /** Judges a file, header and all. */
  public static ValidatedDelta by(
      RowScanner scanner,
      byte[] file,
      CatalogIndex catalog,
      FacilityDirectory facilities,
      DeliverySettings settings) {
    StoreLookup stores = new StoreLookup(facilities);
    Judging judging = new Judging(catalog, stores, settings);
    Optional<String> refusal = Optional.empty();
    try (BufferedInputStream in = new BufferedInputStream(new ByteArrayInputStream(file), 64)) {
      judging.header = Optional.of(HeaderReader.read(in, settings));
      scanner.scan(in, judging.header.get(), catalog, judging);
    } catch (UnreadableDelta e) {
      return new ValidatedDelta(
          List.of(), Map.of(), new java.util.TreeSet<>(), false, Optional.of(e.sentence()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new ValidatedDelta(
        judging.rows, judging.filtered, stores.seen(), judging.windows1252, refusal);
  }

  private static final class Judging implements RowSink {
    private final CatalogIndex catalog;
    private final StoreLookup stores;
    private final DeliverySettings settings;
    private final List<String> rows = new ArrayList<>();
    private final Map<FilterReason, Long> filtered = new EnumMap<>(FilterReason.class);
    private final Map<Integer, String> storesByNumber = new HashMap<>();
    private Optional<DeltaHeader> header = Optional.empty();
    private boolean windows1252;

    Judging(CatalogIndex catalog, StoreLookup stores, DeliverySettings settings) {
      this.catalog = catalog;
      this.stores = stores;
      this.settings = settings;
    }

    @Override
    public void row(DeltaRow row) {
      RowContext rowContext =
          new RowContext(header.orElseThrow(), catalog, stores, settings, row).of(row);
      RowVerdict verdict = RowRules.validate(rowContext);
      rowContext.noteStore();
      windows1252 |= rowContext.text() == RowEncoding.WINDOWS_1252;
      String raw = new String(row.raw(), ISO_8859_1);
      if (row.scanState() instanceof ScanState.Plain plain) {
        hold(plain, verdict, rowContext);
      }
      switch (verdict) {
        case RowVerdict.Passed passed ->
            rows.add(
                "%d: %d of product %d at %s, %s: %s"
                    .formatted(
                        row.line(),
                        rowContext.quantity(),
                        rowContext.product(),
                        stores.facility(rowContext.facility()),
                        rowContext.location(),
                        raw));
        case RowVerdict.Rejected rejected ->
            rows.add("%d: %s: %s".formatted(row.line(), rejected, raw));
        case RowVerdict.Filtered out -> filtered(out.reason(), 1);
      }
    }

    // Compares with the rules; equal written forms must find the same store.
    private void hold(ScanState.Plain plain, RowVerdict verdict, RowContext rowContext) {
      String store =
          switch (verdict) {
            case RowVerdict.Passed passed -> "store " + rowContext.facility();
            case RowVerdict.Filtered out -> out.reason().name();
            case RowVerdict.Rejected rejected -> rejected.reason().name();
          };
      assertThat(storesByNumber.merge(plain.store(), store, (first, now) -> first))
          .isEqualTo(store);
      if (verdict instanceof RowVerdict.Passed) {
        assertThat(List.of(plain.product(), plain.quantity(), ""))
            .isEqualTo(List.of(rowContext.product(), rowContext.quantity(), rowContext.location()));
      } else {
        assertThat(store).matches("OTHER_SUBSIDIARY|.*_FACILITY");
      }
    }

    @Override
    public void filtered(FilterReason reason, long count) {
      filtered.merge(reason, count, Long::sum);
    }
  }
}
