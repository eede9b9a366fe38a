// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.writing;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.StagedReports;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.support.files.FileReplacement;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes the page of a report's subject, and the index. Concurrent writers of one page are safe: a
 * page is only replaced by one that was made after the previous one was seen. So the last page
 * contains all data that existed then.
 */
public final class WritingPages {
  private static final int ATTEMPTS = 20;

  private final FileStore files;
  private final PageAssembler contents;
  private final PageRenderer format;
  private final ReportReader reports;

  public WritingPages(
      FileStore files, PageAssembler contents, PageRenderer format, ReportReader reports) {
    this.files = files;
    this.contents = contents;
    this.format = format;
    this.reports = reports;
  }

  /** The result for a report. */
  public sealed interface PageOutcome {}

  /** The page was written under this key. */
  public record Written(String key) implements PageOutcome {}

  /** Such a file has no page, or the file was removed. */
  public record NoPage() implements PageOutcome {}

  /**
   * Writes the pages of a file of {@code reports/} or {@code morning/}.
   *
   * @param key any key
   */
  public PageOutcome write(String key) {
    Optional<DeliveryId> delivery =
        BucketLayout.deliveryOfReport(key)
            .or(() -> PagePaths.compared(key))
            .map(DeliveryId::original);
    if (delivery.isPresent()) {
      return delivery(delivery.get());
    }
    if (StagedReports.isStagedReport(key)) {
      return staged(Optional.of(key));
    }
    if (StagedReports.isImportReport(key)) {
      return staged(Optional.empty());
    }
    return PagePaths.synced(key).map(this::sync).orElseGet(NoPage::new);
  }

  /** Writes a delivery's page, the pages of the keys it explains, and the index. */
  public PageOutcome delivery(DeliveryId delivery) {
    String key = PagePaths.delivery(delivery);
    if (contents.isUnknown(delivery)) {
      return new NoPage();
    }
    keep(
        key,
        () -> {
          PageAssembler.Delivery made = contents.delivery(delivery);
          for (int place = 1; place <= made.explained().size(); place++) {
            put(
                PagePaths.explanation(delivery, place),
                format.write(made.explained().get(place - 1)));
          }
          return format.write(made.page());
        });
    index();
    return new Written(key);
  }

  // A later edition also changes the pages of those that it replaced.
  private PageOutcome staged(Optional<String> document) {
    List<InputEdition> held = contents.held();
    for (InputEdition edition : held) {
      put(StagedReports.page(edition.stagedKey()), format.write(contents.staged(edition)));
    }
    if (held.isEmpty()) {
      return new NoPage();
    }
    index();
    return new Written(document.map(StagedReports::page).orElse(PagePaths.INDEX));
  }

  private PageOutcome sync(String run) {
    PageAssembler.Sync sync = contents.sync(run).orElse(null);
    if (sync == null) {
      return new NoPage();
    }
    String key = PagePaths.sync(run);
    put(key, format.write(sync.page()));
    files.put(PagePaths.syncEntry(run), Content.of(reports.write(sync.entry())), Map.of());
    index();
    return new Written(key);
  }

  /** Writes the index. */
  public void index() {
    keep(PagePaths.INDEX, () -> format.write(contents.index()));
  }

  private void put(String key, byte[] page) {
    files.put(key, Content.of(page), Map.of());
  }

  private void keep(String key, Supplier<byte[]> page) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<StoredFile> seen = files.find(key);
      if (FileReplacement.isWritten(files, key, seen, Content.of(page.get()), Map.of())) {
        return;
      }
    }
    throw new IllegalStateException(
        "%s was written by others each of %d times".formatted(key, ATTEMPTS));
  }
}
