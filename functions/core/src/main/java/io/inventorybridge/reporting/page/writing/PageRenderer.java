// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.writing;

import io.inventorybridge.reporting.page.delivery.DeliveryPage;
import io.inventorybridge.reporting.page.index.IndexPage;
import io.inventorybridge.reporting.page.input.StagedInputPage;
import io.inventorybridge.reporting.page.key.KeyPage;
import io.inventorybridge.reporting.page.sync.SyncPage;

/**
 * The format of pages: one self-contained document each, in UTF-8. Every value appears as text.
 * Thread-safe.
 */
public interface PageRenderer {
  byte[] write(DeliveryPage page);

  byte[] write(SyncPage page);

  byte[] write(KeyPage page);

  byte[] write(StagedInputPage page);

  byte[] write(IndexPage page);
}
