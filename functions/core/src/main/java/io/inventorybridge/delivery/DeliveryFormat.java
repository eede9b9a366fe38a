// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/** The file formats of manifests, reports and notes. Thread-safe. */
public interface DeliveryFormat {
  byte[] write(DeliveryManifest manifest);

  /** Reads the bytes that {@link #write(DeliveryManifest)} gave. */
  DeliveryManifest readManifest(byte[] document);

  byte[] write(DeliveryReport report);

  /**
   * Gives the note that is stored next to a held file: why it is held and what an operator may do.
   */
  byte[] writeHeld(DeliveryRecord record);
}
