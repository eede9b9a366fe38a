// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import io.inventorybridge.local.s3.StoredObject;

/** A write that had begun when the process ended; the object may or may not be stored. */
public record InterruptedStore(String bucket, String key, StoredObject.Operation operation) {}
