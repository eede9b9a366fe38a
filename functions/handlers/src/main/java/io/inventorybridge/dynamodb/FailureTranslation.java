// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.support.files.StorageFailure;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates failures of DynamoDB to those of the ports. */
public final class FailureTranslation {
  private FailureTranslation() {}

  public static <T> T translated(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new StorageFailure(what, e);
    }
  }
}
