// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.Files.Changed;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.files.StoredFile;
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

  private final Files files;
  private final PageContents contents;
  private final PageFormat format;
  private final ReportReading reports;

  public WritingPages(
      Files files, PageContents contents, PageFormat format, ReportReading reports) {
    this.files = files;
    this.contents = contents;
    this.format = format;
    this.reports = reports;
  }

  /** The result for a report. */
  public sealed interface Outcome {}

  /** The page was written under this key. */
  public record Written(String key) implements Outcome {}

  /** Such a file has no page, or the file was removed. */
  public record NoPage() implements Outcome {}

  /**
   * Writes the pages of a file of {@code reports/} or {@code morning/}.
   *
   * @param key any key
   */
  public Outcome write(String key) {
    Optional<DeliveryId> delivery =
        BucketKeys.reported(key).or(() -> PageKeys.compared(key)).map(DeliveryId::original);
    if (delivery.isPresent()) {
      return delivery(delivery.get());
    }
    return PageKeys.synced(key).map(this::sync).orElseGet(NoPage::new);
  }

  /** Writes a delivery's page, the pages of the keys it explains, and the index. */
  public Outcome delivery(DeliveryId delivery) {
    String key = PageKeys.delivery(delivery);
    if (contents.isUnknown(delivery)) {
      return new NoPage();
    }
    keep(
        key,
        () -> {
          PageContents.Delivery made = contents.delivery(delivery);
          for (int place = 1; place <= made.explained().size(); place++) {
            put(
                PageKeys.explanation(delivery, place),
                format.write(made.explained().get(place - 1)));
          }
          return format.write(made.page());
        });
    index();
    return new Written(key);
  }

  private Outcome sync(String run) {
    PageContents.Sync sync = contents.sync(run).orElse(null);
    if (sync == null) {
      return new NoPage();
    }
    String key = PageKeys.sync(run);
    put(key, format.write(sync.page()));
    files.put(PageKeys.syncEntry(run), Content.of(reports.write(sync.entry())), Map.of());
    index();
    return new Written(key);
  }

  /** Writes the index. */
  public void index() {
    keep(PageKeys.INDEX, () -> format.write(contents.index()));
  }

  private void put(String key, byte[] page) {
    files.put(key, Content.of(page), Map.of());
  }

  private void keep(String key, Supplier<byte[]> page) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<StoredFile> seen = files.find(key);
      Content content = Content.of(page.get());
      boolean kept =
          seen.isPresent()
              ? !(files.replace(seen.get(), content, Map.of()) instanceof Changed)
              : files.create(key, content, Map.of()) instanceof Files.Created;
      if (kept) {
        return;
      }
    }
    throw new IllegalStateException(
        "%s was written by others each of %d times".formatted(key, ATTEMPTS));
  }
}
