// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

/** A fault of one request. */
public enum RequestFault {
  NONE,
  /** The connection breaks before the request is executed. */
  REQUEST_LOST,
  /** The request is executed; its reply is lost. */
  REPLY_LOST,
  /** Status 502; the request is not executed. */
  SERVER_ERROR,
  /** Status 502; the request is executed. */
  SERVER_ERROR_AFTERWARDS,
  /** Status 429 with Retry-After. */
  TOO_MANY_REQUESTS,
  /** Status 200 and a refusal for lack of points. */
  THROTTLED,
  /** The shop reports that it is still processing this key. */
  IN_PROGRESS,
  /**
   * If entries are refused, some of the valid ones are written, and not all of those are reported.
   */
  NOT_ATOMIC
}
