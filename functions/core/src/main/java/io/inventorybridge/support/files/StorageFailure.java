// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

/** Thrown when the store behind a port failed; the call may be tried again. */
public final class StorageFailure extends RuntimeException {
  public StorageFailure(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
