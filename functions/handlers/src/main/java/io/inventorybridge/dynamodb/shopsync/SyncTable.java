// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.shopsync;

import static io.inventorybridge.dynamodb.AttributeCodec.text;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table of the shop's lease and outbox: partition key {@code kind}, sort key {@code name}. The
 * lease is one item, each call another. They share a table because a call is stored only while the
 * lease is held.
 */
final class SyncTable {
  static final String KIND = "kind";
  static final String NAME = "name";
  static final String REVISION = "revision";
  static final String TERM = "term";

  /** The item of the lease, for any holder. */
  static final Map<String, AttributeValue> LEASE = key("lease", "shop");

  private SyncTable() {}

  static Map<String, AttributeValue> key(String kind, String name) {
    return Map.of(KIND, text(kind), NAME, text(name));
  }
}
