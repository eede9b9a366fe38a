// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.Manifest.Kind;
import java.util.Optional;

/**
 * The parsed key of a dropped file: {@code incoming/<source>/[initial/|corrections/|released/]
 * <name>}.
 *
 * @param released the held delivery that an operator released
 */
record IncomingDrop(String source, Kind kind, Optional<DeliveryId> released) {
  /** The source of files dropped right under {@code incoming/}. */
  static final String DEFAULT_SOURCE = "default";

  /**
   * @throws IllegalArgumentException when the key is invalid; the message says why
   */
  static IncomingDrop parse(String key) {
    if (!key.startsWith(BucketKeys.INCOMING) || key.endsWith("/")) {
      throw new IllegalArgumentException("%s is no file under incoming/".formatted(key));
    }
    String path = key.substring(BucketKeys.INCOMING.length());
    int slash = path.indexOf('/');
    String source = slash < 0 ? DEFAULT_SOURCE : path.substring(0, slash);
    if (!DeliveryId.isSource(source)) {
      throw new IllegalArgumentException(
          "%s: a source is called by letters, digits, '.', '_' and '-', not '%s'"
              .formatted(key, source));
    }
    String rest = slash < 0 ? path : path.substring(slash + 1);
    if (rest.startsWith("initial/")) {
      return new IncomingDrop(source, Kind.INITIAL, Optional.empty());
    }
    if (rest.startsWith("corrections/")) {
      return new IncomingDrop(source, Kind.CORRECTION, Optional.empty());
    }
    if (rest.startsWith("released/")) {
      DeliveryId released = new DeliveryId(rest.substring("released/".length()));
      return new IncomingDrop(source, Kind.ORDINARY, Optional.of(released));
    }
    return new IncomingDrop(source, Kind.ORDINARY, Optional.empty());
  }
}
