// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

/** What a line of the log is about, by the name of its field. */
public enum Id {
  DELIVERY("delivery"),
  PART("part"),
  /** A sync, the filtering of a file, or an attempt to apply a part. */
  RUN("run"),
  /** A call of the API, as API Gateway names it. */
  REQUEST("requestId"),
  /** An object in the bucket. */
  KEY("key");

  private final String field;

  Id(String field) {
    this.field = field;
  }

  public String field() {
    return field;
  }
}
