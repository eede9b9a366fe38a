// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

/** Thrown when a file no longer holds the requested content. */
public final class FileChanged extends RuntimeException {
  private final StoredFile expected;

  public FileChanged(StoredFile expected) {
    super("%s changed since it was found with etag %s".formatted(expected.key(), expected.etag()));
    this.expected = expected;
  }

  public StoredFile expected() {
    return expected;
  }
}
