// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("system")
class S3FileStoreInMemoryTest extends FileStoreContract {

  private static LocalBuckets buckets;

  @BeforeAll
  static void start() {
    buckets = LocalBuckets.inMemory();
  }

  @AfterAll
  static void stop() {
    buckets.close();
  }

  @Override
  protected FileStore empty() {
    return new S3FileStore(buckets.client(), buckets.bucket());
  }
}
