// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.facilities;

/**
 * The file format of a facility directory. The same directory gives the same bytes. Thread-safe.
 */
public interface DirectoryFormat {
  byte[] write(FacilityDirectory directory);

  FacilityDirectory read(byte[] file);
}
