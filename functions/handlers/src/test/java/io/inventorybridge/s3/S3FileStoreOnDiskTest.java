// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class S3FileStoreOnDiskTest extends FileStoreContract {
  @TempDir static Path store;
  private static LocalBuckets buckets;

  @BeforeAll
  static void start() {
    buckets = LocalBuckets.onDisk(store);
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
