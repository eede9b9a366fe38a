// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

/** What goes wrong with a request. */
public enum Fault {
  NONE,
  /** The connection breaks before anything was done. */
  REQUEST_LOST,
  /** Everything was done; the reply does not arrive. */
  REPLY_LOST,
  /** Status 502, nothing was done. */
  SERVER_ERROR,
  /** Status 502, and everything was done. */
  SERVER_ERROR_AFTERWARDS,
  /** Status 429 with Retry-After. */
  TOO_MANY_REQUESTS,
  /** Status 200 and a refusal for want of points. */
  THROTTLED,
  /** The shop says that it is still busy with this key. */
  IN_PROGRESS,
  /**
   * Where entries are refused, some of the good ones are written, and not all of these are told.
   */
  NOT_ATOMIC
}
