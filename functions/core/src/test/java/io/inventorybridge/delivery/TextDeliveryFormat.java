// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/** Documents as their text; a manifest is read back by its remembered text. */
public final class TextDeliveryFormat implements DeliveryFormat {
  private final Map<String, DeliveryManifest> manifests = new HashMap<>();

  @Override
  public byte[] write(DeliveryManifest manifest) {
    manifests.put(manifest.toString(), manifest);
    return manifest.toString().getBytes(UTF_8);
  }

  @Override
  public DeliveryManifest readManifest(byte[] document) {
    DeliveryManifest manifest = manifests.get(new String(document, UTF_8));
    if (manifest == null) {
      throw new IllegalStateException("this manifest was never written");
    }
    return manifest;
  }

  @Override
  public byte[] write(DeliveryReport report) {
    return "%s %s %s"
        .formatted(report.delivery(), report.status(), report.reason())
        .getBytes(UTF_8);
  }

  @Override
  public byte[] writeHeld(DeliveryRecord record) {
    return "%s %s".formatted(record.id(), record.reason()).getBytes(UTF_8);
  }
}
