// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import io.inventorybridge.local.s3.StoredObject.Operation;

/** Is told around every storing of an object, on the thread that stores. Thread-safe. */
public interface StoringListener {
  /**
   * An object is about to be stored. What is announced and never stored and never given up was cut
   * off by the end of the process: nobody knows then whether the object is there.
   */
  void storing(String bucket, String key, Operation operation);

  /** The object is there; its writer has not been answered yet. */
  void stored(StoredObject object);

  /** The object was refused (a condition, a broken upload): nothing changed. */
  void givenUp(String bucket, String key);

  /** Nobody listens. */
  StoringListener NOBODY =
      new StoringListener() {
        @Override
        public void storing(String bucket, String key, Operation operation) {}

        @Override
        public void stored(StoredObject object) {}

        @Override
        public void givenUp(String bucket, String key) {}
      };
}
