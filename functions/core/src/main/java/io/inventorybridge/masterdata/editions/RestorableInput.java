// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import io.inventorybridge.masterdata.imports.ImportReport;
import java.time.Instant;

/** An input whose kept editions can be put in force. */
public interface RestorableInput {
  /**
   * Puts a staged edition in force without the brake; may be repeated.
   *
   * @param content of the edition
   * @return false when a later edition came in force meanwhile
   */
  boolean release(InputEdition staged, byte[] content);

  /**
   * Proposes the content of an old edition as a new one, by the brake like any other.
   *
   * @param content of the old edition
   * @param at the new edition's upload time
   */
  ImportReport restore(InputEdition old, byte[] content, Instant at);
}
