// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

/**
 * The file format of a facility directory. The same directory gives the same bytes. Thread-safe.
 */
public interface FacilityDirectoryFormat {
  byte[] write(FacilityDirectory directory);

  FacilityDirectory read(byte[] file);
}
