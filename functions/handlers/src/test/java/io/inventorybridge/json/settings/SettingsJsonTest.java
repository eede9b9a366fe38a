// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.settings.ExactRatio;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.InstallationSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsJsonTest {
  @Test
  void aJsonObjectIsALayer() {
    InstallationSettings settings =
        settings(
            """
            {"partSize": 3000, "subsidiary": "1", "knownBefore": null,
             "guards": {"rowsBelow": "1/4", "goingToZero": 0.5, "rowsAbove": null, "missingStore": false}}
            """);

    assertThat(settings.delivery().partSize()).isEqualTo(3000);
    assertThat(settings.delivery().subsidiary()).contains("1");
    assertThat(settings.delivery().guards().rowsBelow()).contains(new ExactRatio(1, 4));
    assertThat(settings.delivery().guards().goingToZero()).contains(new ExactRatio(5, 10));
    assertThat(settings.delivery().guards().rowsAbove()).isEmpty();
    assertThat(settings.delivery().guards().missingStore()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|settings/sv.json: it must be one JSON object",
        "{\"zone\": [\"UTC\"]}|settings/sv.json: zone must be a time zone such as"
            + " America/El_Salvador, not a list",
        "{\"partSize\": 1, \"partSize\": 2}|settings/sv.json: it is not JSON:"
            + " Duplicate field 'partSize' (line 1, column 27)",
        "{\"partSize\": 3000|settings/sv.json: it is not JSON: Unexpected end-of-input: expected"
            + " close marker for Object (start marker at [Source: REDACTED"
            + " (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])"
            + " (line 1, column 18)",
      })
  void anythingButAnObjectIsRefusedInOneSentence(String document, String message) {
    assertThatThrownBy(() -> settings(document))
        .isInstanceOf(IllegalSettings.class)
        .hasMessage(message);
  }

  private static InstallationSettings settings(String document) {
    return InstallationSettings.of(
        List.of(SettingsJson.layer("settings/sv.json", document.getBytes(UTF_8))));
  }
}
