// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Changed;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Deleted;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Irrelevant;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Notice;
import io.inventorybridge.shopsync.refresh.RecordingProducts.StatedVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shopify's webhooks as its partner event source delivers them: {@code
 * detail.metadata["X-Shopify-Topic"]}, in upper or lower case and with or without {@code X-}, and
 * {@code detail.payload} in the shape of its REST API.
 */
public final class ProductWebhookReader {
  private ProductWebhookReader() {}

  /** The notice in an event; an event that is not about a product is ignored. */
  public static Notice read(Map<String, Object> event) {
    JsonNode detail = JsonCodec.MAPPER.<JsonNode>valueToTree(event).path("detail");
    JsonNode product = detail.path("payload");
    return switch (topic(detail.path("metadata"))) {
      case "products/create", "products/update" ->
          new Changed(
              text(product, "status").map(it -> it.toUpperCase(Locale.ROOT)),
              variants(product.path("variants")));
      case "products/delete" -> new Deleted();
      default -> new Irrelevant();
    };
  }

  private static String topic(JsonNode metadata) {
    for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
      String name = entry.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("x-shopify-topic") || name.equals("shopify-topic") || name.equals("topic")) {
        return entry.getValue().asText().toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private static List<StatedVariant> variants(JsonNode variants) {
    List<StatedVariant> told = new ArrayList<>();
    for (JsonNode variant : variants) {
      told.add(
          new StatedVariant(
              variant.path("id").asText(),
              variant.path("inventory_item_id").asText(),
              text(variant, "barcode")));
    }
    return told;
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.path(name).textValue()).filter(it -> !it.isEmpty());
  }
}
