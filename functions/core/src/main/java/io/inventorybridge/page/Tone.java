// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

/** How urgently something wants to be looked at. */
public enum Tone {
  /** As it should be. */
  GOOD,
  /** It goes on by itself, and somebody should look. */
  LOOK,
  /** It waits for somebody. */
  ACT,
  /** It is on its way. */
  BUSY,
  /** It is over, and nothing came of it. */
  QUIET
}
