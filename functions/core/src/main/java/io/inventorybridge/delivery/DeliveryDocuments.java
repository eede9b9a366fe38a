// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/** How what is said of deliveries is written down. Thread-safe. */
public interface DeliveryDocuments {
  byte[] write(Manifest manifest);

  /** Reads what {@link #write(Manifest)} gave. */
  Manifest readManifest(byte[] document);

  byte[] write(DeliveryReport report);

  /** The note that lies beside a held file: why it is held and what may become of it. */
  byte[] writeHeld(DeliveryRecord record);
}
