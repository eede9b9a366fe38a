// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Changed;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Deleted;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Irrelevant;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Notice;
import io.inventorybridge.shopsync.refresh.RecordingProducts.StatedVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks as the partner event source delivers them. */
class ProductWebhookReaderTest {
  @Test
  void theSampleEventNamesAVariant() throws IOException {
    assertThat(ProductWebhookReader.read(sample()))
        .isEqualTo(
            new Changed(
                Optional.of("ACTIVE"),
                List.of(new StatedVariant("400001", "300001", Optional.of("2050000100017")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Shopify-Topic", "shopify-topic", "topic"})
  void theTopicIsFoundInAnyWayOfWritingIt(String name) {
    assertThat(read("{\"%s\":\"PRODUCTS/DELETE\"}".formatted(name), "{\"id\":1}"))
        .isEqualTo(new Deleted());
  }

  @Test
  void missingFieldsStayEmpty() {
    assertThat(
            read(
                "{\"topic\":\"products/create\"}",
                "{\"variants\":[{\"id\":1,\"inventory_item_id\":2,\"barcode\":null}]}"))
        .isEqualTo(
            new Changed(Optional.empty(), List.of(new StatedVariant("1", "2", Optional.empty()))));
    assertThat(read("{\"topic\":\"inventory_levels/update\"}", "{}")).isEqualTo(new Irrelevant());
    assertThat(ProductWebhookReader.read(Map.of())).isEqualTo(new Irrelevant());
  }

  private static Notice read(String metadata, String payload) {
    return ProductWebhookReader.read(
        map("{\"detail\":{\"metadata\":%s,\"payload\":%s}}".formatted(metadata, payload)));
  }

  private static Map<String, Object> sample() throws IOException {
    return map(Files.readString(Path.of("../../events/record-products.json")));
  }

  private static Map<String, Object> map(String json) {
    try {
      return JsonCodec.MAPPER.readValue(json, new TypeReference<HashMap<String, Object>>() {});
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
