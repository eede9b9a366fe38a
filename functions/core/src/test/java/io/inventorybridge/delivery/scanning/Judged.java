// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.delivery.judgement.Candidate;
import io.inventorybridge.delivery.judgement.RowRules;
import io.inventorybridge.delivery.judgement.StoreCodes;
import io.inventorybridge.delivery.judgement.Verdict;
import io.inventorybridge.delivery.rows.DeltaHeader;
import io.inventorybridge.delivery.rows.FilterReason;
import io.inventorybridge.delivery.rows.HeaderReading;
import io.inventorybridge.delivery.rows.Reading;
import io.inventorybridge.delivery.rows.Row;
import io.inventorybridge.delivery.rows.RowScanner;
import io.inventorybridge.delivery.rows.RowSink;
import io.inventorybridge.delivery.rows.RowText;
import io.inventorybridge.delivery.rows.UnreadableDelta;
import io.inventorybridge.facilities.FacilityDirectory;
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
public record Judged(
    List<String> rows,
    Map<FilterReason, Long> filtered,
    SortedSet<FacilityId> stores,
    boolean windows1252,
    Optional<String> refusal) {

  /** Judges a file, header and all. */
  public static Judged by(
      RowScanner scanner,
      byte[] file,
      CatalogIndex catalog,
      FacilityDirectory facilities,
      DeliverySettings settings) {
    StoreCodes stores = new StoreCodes(facilities);
    Judging judging = new Judging(catalog, stores, settings);
    Optional<String> refusal = Optional.empty();
    try (BufferedInputStream in = new BufferedInputStream(new ByteArrayInputStream(file), 64)) {
      judging.header = Optional.of(HeaderReading.read(in, settings.columns()));
      scanner.scan(in, judging.header.get(), catalog, judging);
    } catch (UnreadableDelta e) {
      return new Judged(
          List.of(), Map.of(), new java.util.TreeSet<>(), false, Optional.of(e.sentence()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new Judged(judging.rows, judging.filtered, stores.seen(), judging.windows1252, refusal);
  }

  private static final class Judging implements RowSink {
    private final CatalogIndex catalog;
    private final StoreCodes stores;
    private final DeliverySettings settings;
    private final List<String> rows = new ArrayList<>();
    private final Map<FilterReason, Long> filtered = new EnumMap<>(FilterReason.class);
    private final Map<Integer, String> storesByNumber = new HashMap<>();
    private Optional<DeltaHeader> header = Optional.empty();
    private boolean windows1252;

    Judging(CatalogIndex catalog, StoreCodes stores, DeliverySettings settings) {
      this.catalog = catalog;
      this.stores = stores;
      this.settings = settings;
    }

    @Override
    public void row(Row row) {
      Candidate candidate =
          new Candidate(header.orElseThrow(), catalog, stores, settings.subsidiary(), row).of(row);
      Verdict verdict = RowRules.judge(candidate);
      candidate.noteStore();
      windows1252 |= candidate.text() == RowText.WINDOWS_1252;
      String raw = new String(row.raw(), ISO_8859_1);
      if (row.reading() instanceof Reading.Plain plain) {
        hold(plain, verdict, candidate);
      }
      switch (verdict) {
        case Verdict.Passed passed ->
            rows.add(
                "%d: %d of product %d at %s, %s: %s"
                    .formatted(
                        row.line(),
                        candidate.quantity(),
                        candidate.product(),
                        stores.facility(candidate.facility()),
                        candidate.location(),
                        raw));
        case Verdict.Rejected rejected ->
            rows.add("%d: %s: %s".formatted(row.line(), rejected, raw));
        case Verdict.Filtered out -> dropped(out.reason(), 1);
      }
    }

    // Compares with the rules; equal written forms must find the same store.
    private void hold(Reading.Plain plain, Verdict verdict, Candidate candidate) {
      String store =
          switch (verdict) {
            case Verdict.Passed passed -> "store " + candidate.facility();
            case Verdict.Filtered out -> out.reason().name();
            case Verdict.Rejected rejected -> rejected.reason().name();
          };
      assertThat(storesByNumber.merge(plain.store(), store, (first, now) -> first))
          .isEqualTo(store);
      if (verdict instanceof Verdict.Passed) {
        assertThat(List.of(plain.product(), plain.quantity(), ""))
            .isEqualTo(List.of(candidate.product(), candidate.quantity(), candidate.location()));
      } else {
        assertThat(store).matches("OTHER_SUBSIDIARY|.*_FACILITY");
      }
    }

    @Override
    public void dropped(FilterReason reason, long count) {
      filtered.merge(reason, count, Long::sum);
    }
  }
}
