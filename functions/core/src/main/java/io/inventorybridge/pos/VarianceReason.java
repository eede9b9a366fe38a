// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import java.util.Arrays;
import java.util.Optional;

/** The reasons of HotWax's Update Inventory API. VAR_INTEGR is reserved for variance files. */
public enum VarianceReason {
  MISMATCH,
  NOT_IN_STOCK,
  NO_VARIANCE_LOG,
  REJ_RSN_DAMAGED,
  POS_SALE,
  VAR_DAMAGED,
  VAR_LOST,
  VAR_FOUND,
  WORN_DISPLAY,
  VAR_MANUAL;

  /** Parses a reason exactly as documented. */
  public static Optional<VarianceReason> parse(String written) {
    return Arrays.stream(values()).filter(reason -> reason.name().equals(written)).findAny();
  }
}
