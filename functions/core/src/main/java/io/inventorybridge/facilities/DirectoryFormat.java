// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.facilities;

/** How a directory is kept as a file. The same directory gives the same bytes. Thread-safe. */
public interface DirectoryFormat {
  byte[] write(FacilityDirectory directory);

  FacilityDirectory read(byte[] file);
}
