// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import io.inventorybridge.local.s3.StoredObject.Operation;

/** Is called before and after every write of an object, on the writing thread. Thread-safe. */
public interface StoringListener {
  /**
   * An object is about to be stored. If neither {@link #stored} nor {@link #storingFailed} follows,
   * the process ended during the write and the object may or may not be there.
   */
  void storing(String bucket, String key, Operation operation);

  /** The object is stored; its writer has not been answered yet. */
  void stored(StoredObject object);

  /** The object was refused (a condition, a broken upload); nothing changed. */
  void storingFailed(String bucket, String key);

  /** A listener that does nothing. */
  StoringListener NONE =
      new StoringListener() {
        @Override
        public void storing(String bucket, String key, Operation operation) {}

        @Override
        public void stored(StoredObject object) {}

        @Override
        public void storingFailed(String bucket, String key) {}
      };
}
