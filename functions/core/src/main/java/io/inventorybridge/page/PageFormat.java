// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

import io.inventorybridge.page.delivery.DeliveryPage;
import io.inventorybridge.page.index.IndexPage;
import io.inventorybridge.page.key.KeyPage;
import io.inventorybridge.page.sync.SyncPage;

/**
 * How pages are written: one self-contained document each, in UTF-8. Whatever a value holds appears
 * as text. Thread-safe.
 */
public interface PageFormat {
  byte[] write(DeliveryPage page);

  byte[] write(SyncPage page);

  byte[] write(KeyPage page);

  byte[] write(IndexPage page);
}
