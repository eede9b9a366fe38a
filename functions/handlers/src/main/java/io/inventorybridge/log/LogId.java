// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

/** The subjects of a log line, each with the name of its field. */
public enum LogId {
  DELIVERY("delivery"),
  PART("part"),
  /** A sync, the filtering of a file, or an attempt to apply a part. */
  RUN("run"),
  /** A call of the API, with API Gateway's id. */
  REQUEST("requestId"),
  /** An object in the bucket. */
  KEY("key");

  private final String field;

  LogId(String field) {
    this.field = field;
  }

  public String field() {
    return field;
  }
}
