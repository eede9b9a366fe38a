// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

import io.inventorybridge.masterdata.catalog.CatalogEditions;
import io.inventorybridge.masterdata.catalog.CatalogEditions.CatalogOutcome;
import io.inventorybridge.masterdata.catalog.CatalogEditions.ProposedCatalog;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.shopsync.shop.ShopVariant;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The refresh of the catalog from the shop. It starts a bulk query for all variants, polls it, and
 * activates the result like a catalog import. Each step returns the next one, so that no time limit
 * matters; a repeated step does the same again.
 */
public final class RefreshingCatalog {
  private static final BulkQuery.Variants ALL = new BulkQuery.Variants();
  private static final int MOST_RESTARTS = 2;
  // With fewer than one in this many active products an operator must decide.
  private static final int LEAST_SHARE = 2;

  private final FileStore files;
  private final CatalogEditions editions;
  private final OnlineShop shop;
  private final Supplier<Optional<CatalogIndex>> inForce;
  private final Function<CatalogRefreshReport, byte[]> document;
  private final InstantSource clock;

  /**
   * @param inForce reads the active index; empty before the first catalog
   * @param document formats a report
   */
  public RefreshingCatalog(
      FileStore files,
      CatalogEditions editions,
      OnlineShop shop,
      Supplier<Optional<CatalogIndex>> inForce,
      Function<CatalogRefreshReport, byte[]> document,
      InstantSource clock) {
    this.files = files;
    this.editions = editions;
    this.shop = shop;
    this.inForce = inForce;
    this.document = document;
    this.clock = clock;
  }

  /** The state of a refresh. */
  public sealed interface Step {}

  /**
   * The shop must be queried.
   *
   * @param restarts the number of failed queries before
   */
  public record ToBegin(int restarts) implements Step {}

  /** The bulk query is running. */
  public record UnderWay(OnlineShop.BulkId operation, Instant startedAt, int restarts)
      implements Step {}

  /** The refresh is complete. */
  public record Ended(CatalogRefreshReport report) implements Step {}

  /**
   * Does the next step.
   *
   * @param anyway also activates a catalog that lacks many products of the previous one, or that
   *     the brake would hold
   * @throws ShopFailure when the shop refuses or fails; the same step may be repeated
   */
  public Step next(Step step, boolean anyway) {
    return switch (step) {
      case ToBegin begin -> begin(begin.restarts());
      case UnderWay way -> poll(way, anyway);
      case Ended ended -> ended;
    };
  }

  private Step begin(int restarts) {
    // Notices from now on may be too late for this query, and request another one.
    files.delete(RecordingProducts.HINTS);
    // A catalog file that is dropped from now on is newer; file times have whole seconds.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return switch (shop.start(ALL)) {
      case OnlineShop.Started started -> new UnderWay(started.operation(), now, restarts);
      case OnlineShop.Occupied occupied -> new ToBegin(restarts);
      case OnlineShop.NotStarted not ->
          throw new ShopFailure("the variants could not be asked for: " + not.message());
    };
  }

  private Step poll(UnderWay way, boolean anyway) {
    return switch (shop.poll(way.operation())) {
      case OnlineShop.Running running -> way;
      case OnlineShop.Completed completed -> new Ended(importResult(way, completed, anyway));
      case OnlineShop.Failed failed -> {
        if (way.restarts() == MOST_RESTARTS) {
          throw new ShopFailure(
              "the query for all variants ended %d times, lastly as %s %s"
                  .formatted(MOST_RESTARTS + 1, failed.status(), failed.code()));
        }
        yield new ToBegin(way.restarts() + 1);
      }
    };
  }

  private CatalogRefreshReport importResult(
      UnderWay way, OnlineShop.Completed completed, boolean anyway) {
    List<ShopVariant> variants = new ArrayList<>();
    shop.download(ALL, completed, variants::add);
    ClassifiedVariants judged = ClassifiedVariants.of(variants);
    CatalogIndex index = CatalogIndex.of(judged.products());
    Optional<String> overtaken = editions.refusal("the shop's catalogue", way.startedAt());
    Optional<String> lacking = anyway ? Optional.empty() : lacking(index);
    CatalogRefreshReport report;
    if (overtaken.isPresent()) {
      report = report(way, judged, CatalogRefreshReport.Status.OVERTAKEN, overtaken);
    } else if (lacking.isPresent()) {
      report = report(way, judged, CatalogRefreshReport.Status.REFUSED, lacking);
    } else {
      ImportVersion importVersion =
          new ImportVersion(way.startedAt(), digest(judged.products()), index.version());
      report = report(way, judged, proposed(way, judged, index, importVersion, anyway));
    }
    keep(report, judged);
    return report;
  }

  private CatalogOutcome proposed(
      UnderWay way,
      ClassifiedVariants judged,
      CatalogIndex index,
      ImportVersion importVersion,
      boolean anyway) {
    ProposedCatalog proposed =
        new ProposedCatalog(
            judged.products(),
            index,
            importVersion,
            EditionOrigin.REFRESHED,
            "operation " + way.operation().number());
    return anyway ? editions.letIn(proposed) : editions.propose(proposed);
  }

  private static CatalogRefreshReport report(
      UnderWay way, ClassifiedVariants judged, CatalogOutcome outcome) {
    return switch (outcome.gate()) {
      case EditionGate.LetIn in ->
          new CatalogRefreshReport(
              way.startedAt(),
              way.operation().number(),
              CatalogRefreshReport.Status.IN_FORCE,
              Optional.empty(),
              judged.counts(),
              Optional.of(in.edition().importVersion().version()),
              outcome.replaced().written(),
              outcome.replaced().removed());
      case EditionGate.StagedEdition staged ->
          report(
              way,
              judged,
              CatalogRefreshReport.Status.STAGED,
              Optional.of(staged.edition().finding().sentence()));
      case EditionGate.ReplacedBefore before ->
          report(
              way,
              judged,
              CatalogRefreshReport.Status.OVERTAKEN,
              Optional.of("a later catalog came in place of this one"));
      case EditionGate.Outrun outrun ->
          report(
              way,
              judged,
              CatalogRefreshReport.Status.OVERTAKEN,
              Optional.of("a later catalog came in force meanwhile"));
    };
  }

  // If half of the shop's products are missing, the query probably failed.
  private Optional<String> lacking(CatalogIndex found) {
    int before = inForce.get().map(CatalogIndex::size).orElse(0);
    return found.size() < (before + LEAST_SHARE - 1) / LEAST_SHARE
        ? Optional.of(
            "the shop has %d products online, and %d are in force".formatted(found.size(), before))
        : Optional.empty();
  }

  private static CatalogRefreshReport report(
      UnderWay way,
      ClassifiedVariants judged,
      CatalogRefreshReport.Status status,
      Optional<String> reason) {
    return new CatalogRefreshReport(
        way.startedAt(),
        way.operation().number(),
        status,
        reason,
        judged.counts(),
        Optional.empty(),
        0,
        0);
  }

  private void keep(CatalogRefreshReport report, ClassifiedVariants judged) {
    files.put(
        report.listKey(), FileStore.Content.of(ExcludedVariantList.of(judged.others())), Map.of());
    files.put(report.key(), FileStore.Content.of(document.apply(report)), Map.of());
  }

  private static String digest(List<CatalogProduct> products) {
    MessageDigest digest = ContentDigest.newSha256();
    for (CatalogProduct product : products) {
      digest.update(product.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return ContentDigest.hex(digest.digest());
  }
}
