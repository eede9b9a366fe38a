// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import java.util.Optional;

/**
 * The parsed key of a dropped file: {@code incoming/<source>/[initial/|corrections/|released/]
 * <name>}.
 *
 * @param released the held delivery that an operator released
 */
record IncomingObjectKey(String source, DeliveryKind kind, Optional<DeliveryId> released) {
  /** The source of files dropped right under {@code incoming/}. */
  static final String DEFAULT_SOURCE = "default";

  /**
   * @throws IllegalArgumentException when the key is invalid; the message says why
   */
  static IncomingObjectKey parse(String key) {
    if (!key.startsWith(BucketLayout.INCOMING) || key.endsWith("/")) {
      throw new IllegalArgumentException("%s is no file under incoming/".formatted(key));
    }
    String path = key.substring(BucketLayout.INCOMING.length());
    int slash = path.indexOf('/');
    String source = slash < 0 ? DEFAULT_SOURCE : path.substring(0, slash);
    if (!DeliveryId.isSource(source)) {
      throw new IllegalArgumentException(
          "%s: a source is called by letters, digits, '.', '_' and '-', not '%s'"
              .formatted(key, source));
    }
    String rest = slash < 0 ? path : path.substring(slash + 1);
    if (rest.startsWith("initial/")) {
      return new IncomingObjectKey(source, DeliveryKind.INITIAL, Optional.empty());
    }
    if (rest.startsWith("corrections/")) {
      return new IncomingObjectKey(source, DeliveryKind.CORRECTION, Optional.empty());
    }
    if (rest.startsWith("released/")) {
      DeliveryId released = new DeliveryId(rest.substring("released/".length()));
      return new IncomingObjectKey(source, DeliveryKind.ORDINARY, Optional.of(released));
    }
    return new IncomingObjectKey(source, DeliveryKind.ORDINARY, Optional.empty());
  }
}
