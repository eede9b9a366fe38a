// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.refresh;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.catalog.PuttingInForce;
import io.inventorybridge.drops.Edition;
import io.inventorybridge.files.Digest;
import io.inventorybridge.files.Files;
import io.inventorybridge.sync.shop.BulkQuery;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.sync.shop.ShopFailure;
import io.inventorybridge.sync.shop.ShopVariant;
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

  private final Files files;
  private final Catalog catalog;
  private final Shop shop;
  private final Supplier<Optional<CatalogIndex>> inForce;
  private final Function<RefreshReport, byte[]> document;
  private final InstantSource clock;

  /**
   * @param inForce reads the active index; empty before the first catalog
   * @param document formats a report
   */
  public RefreshingCatalog(
      Files files,
      Catalog catalog,
      Shop shop,
      Supplier<Optional<CatalogIndex>> inForce,
      Function<RefreshReport, byte[]> document,
      InstantSource clock) {
    this.files = files;
    this.catalog = catalog;
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
  public record UnderWay(Shop.BulkId operation, Instant startedAt, int restarts) implements Step {}

  /** The refresh is complete. */
  public record Ended(RefreshReport report) implements Step {}

  /**
   * Does the next step.
   *
   * @param anyway also activates a catalog that lacks many products of the previous one
   * @throws ShopFailure when the shop refuses or fails; the same step may be repeated
   */
  public Step next(Step step, boolean anyway) {
    return switch (step) {
      case ToBegin begin -> begin(begin.restarts());
      case UnderWay way -> look(way, anyway);
      case Ended ended -> ended;
    };
  }

  private Step begin(int restarts) {
    // Notices from now on may be too late for this query, and request another one.
    files.delete(NoticingProducts.HINTS);
    // A catalog file that is dropped from now on is newer; file times have whole seconds.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return switch (shop.start(ALL)) {
      case Shop.Started started -> new UnderWay(started.operation(), now, restarts);
      case Shop.Occupied occupied -> new ToBegin(restarts);
      case Shop.NotStarted not ->
          throw new ShopFailure("the variants could not be asked for: " + not.message());
    };
  }

  private Step look(UnderWay way, boolean anyway) {
    return switch (shop.poll(way.operation())) {
      case Shop.Running running -> way;
      case Shop.Completed completed -> new Ended(takeIn(way, completed, anyway));
      case Shop.Failed failed -> {
        if (way.restarts() == MOST_RESTARTS) {
          throw new ShopFailure(
              "the query for all variants ended %d times, lastly as %s %s"
                  .formatted(MOST_RESTARTS + 1, failed.status(), failed.code()));
        }
        yield new ToBegin(way.restarts() + 1);
      }
    };
  }

  private RefreshReport takeIn(UnderWay way, Shop.Completed completed, boolean anyway) {
    List<ShopVariant> variants = new ArrayList<>();
    shop.download(ALL, completed, variants::add);
    JudgedVariants judged = JudgedVariants.of(variants);
    CatalogIndex index = CatalogIndex.of(judged.products());
    PuttingInForce putting = new PuttingInForce(files, catalog);
    Optional<String> overtaken = putting.refusal("the shop's catalogue", way.startedAt());
    Optional<String> lacking = anyway ? Optional.empty() : lacking(index);
    RefreshReport report;
    if (overtaken.isPresent()) {
      report = report(way, judged, RefreshReport.Status.OVERTAKEN, overtaken);
    } else if (lacking.isPresent()) {
      report = report(way, judged, RefreshReport.Status.REFUSED, lacking);
    } else {
      Edition edition = new Edition(way.startedAt(), digest(judged.products()), index.version());
      Catalog.Replaced replaced = putting.run(judged.products(), index, edition);
      report =
          new RefreshReport(
              way.startedAt(),
              way.operation().number(),
              RefreshReport.Status.IN_FORCE,
              Optional.empty(),
              judged.counts(),
              Optional.of(index.version()),
              replaced.written(),
              replaced.removed());
    }
    keep(report, judged);
    return report;
  }

  // If half of the shop's products are missing, the query probably failed.
  private Optional<String> lacking(CatalogIndex found) {
    int before = inForce.get().map(CatalogIndex::size).orElse(0);
    return found.size() < (before + LEAST_SHARE - 1) / LEAST_SHARE
        ? Optional.of(
            "the shop has %d products online, and %d are in force".formatted(found.size(), before))
        : Optional.empty();
  }

  private static RefreshReport report(
      UnderWay way, JudgedVariants judged, RefreshReport.Status status, Optional<String> reason) {
    return new RefreshReport(
        way.startedAt(),
        way.operation().number(),
        status,
        reason,
        judged.counts(),
        Optional.empty(),
        0,
        0);
  }

  private void keep(RefreshReport report, JudgedVariants judged) {
    files.put(report.listKey(), Files.Content.of(NotOnlineList.of(judged.others())), Map.of());
    files.put(report.key(), Files.Content.of(document.apply(report)), Map.of());
  }

  private static String digest(List<Product> products) {
    MessageDigest digest = Digest.newSha256();
    for (Product product : products) {
      digest.update(product.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return Digest.hex(digest.digest());
  }
}
