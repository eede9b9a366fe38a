// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.files.Files;
import io.inventorybridge.files.FilesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3FilesInMemoryTest extends FilesContract {

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
  protected Files empty() {
    return new S3Files(buckets.client(), buckets.bucket());
  }
}
