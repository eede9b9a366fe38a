// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

/** The file format of editions. Thread-safe. */
public interface EditionListFormat {
  /** The list of a kind's editions. */
  byte[] write(EditionList list);

  EditionList read(byte[] file);

  /** The document about one edition. */
  byte[] document(InputEdition edition);

  InputEdition readDocument(byte[] file);
}
