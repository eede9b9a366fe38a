// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import java.time.Instant;

/**
 * The content of the bucket notification of one stored object.
 *
 * @param etag without quotes
 * @param size in bytes
 * @param time when it was stored
 * @param operation the S3 operation that stored it
 */
public record StoredObject(
    String bucket, String key, String etag, long size, Instant time, Operation operation) {

  /** The operations that raise an event, with S3's two names for each. */
  public enum Operation {
    PUT("ObjectCreated:Put", "PutObject"),
    COPY("ObjectCreated:Copy", "CopyObject"),
    COMPLETE_MULTIPART_UPLOAD("ObjectCreated:CompleteMultipartUpload", "CompleteMultipartUpload");

    private final String notificationName;
    private final String reason;

    Operation(String notificationName, String reason) {
      this.notificationName = notificationName;
      this.reason = reason;
    }

    /** The event name of a bucket notification, without the leading {@code s3:}. */
    public String notificationName() {
      return notificationName;
    }

    /** The {@code reason} in the detail of the EventBridge event. */
    public String reason() {
      return reason;
    }
  }
}
