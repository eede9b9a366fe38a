// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import io.inventorybridge.local.journal.UnwrittenRecord;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's answers to objects that the disk does not take. */
final class WriteFailures {
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;
  private static final List<String> FULL = List.of("No space left on device", "quota exceeded");
  private static final String TOO_LONG = "File name too long";

  private WriteFailures() {}

  /** Runs a write and answers a failure of the disk as S3 would. */
  static <T> T translating(String key, Supplier<T> write) {
    try {
      return write.get();
    } catch (UnwrittenRecord e) {
      throw unavailable(key, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        String message = String.valueOf(at.getMessage());
        if (FULL.stream().anyMatch(message::contains)) {
          throw unavailable(key, message);
        }
        if (at instanceof FileSystemException && message.contains(TOO_LONG)) {
          throw error(
              BAD_REQUEST,
              "KeyTooLongError",
              "a name in the key %s is longer than 200 letters; shorten it".formatted(key));
        }
      }
      throw e;
    }
  }

  /** The answer while the disk is full; a client may repeat the request. */
  static S3Exception unavailable(String key, String reason) {
    return error(
        UNAVAILABLE,
        "ServiceUnavailable",
        "%s was not stored: %s; make room on the disk, then repeat the request"
            .formatted(key, reason));
  }

  static S3Exception error(int status, String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .message(message)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }
}
