// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

import io.inventorybridge.page.delivery.DeliveryPage;
import io.inventorybridge.page.index.IndexPage;
import io.inventorybridge.page.key.KeyPage;
import io.inventorybridge.page.sync.SyncPage;

/**
 * The format of pages: one self-contained document each, in UTF-8. Every value appears as text.
 * Thread-safe.
 */
public interface PageFormat {
  byte[] write(DeliveryPage page);

  byte[] write(SyncPage page);

  byte[] write(KeyPage page);

  byte[] write(IndexPage page);
}
