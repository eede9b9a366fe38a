// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.files.Files;
import io.inventorybridge.files.FilesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class S3FilesOnDiskTest extends FilesContract {
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
  protected Files empty() {
    return new S3Files(buckets.client(), buckets.bucket());
  }
}
