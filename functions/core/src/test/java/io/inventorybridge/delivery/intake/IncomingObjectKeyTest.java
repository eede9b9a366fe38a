// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncomingObjectKeyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "incoming/delta.csv|default|ORDINARY|",
        "incoming/sv/delta.csv|sv|ORDINARY|",
        "incoming/sv/2026/11/delta 1.csv|sv|ORDINARY|",
        "incoming/sv/initial/load.csv|sv|INITIAL|",
        "incoming/sv/Initial/load.csv|sv|INITIAL|",
        "incoming/sv/CORRECTIONS/x.csv|sv|CORRECTION|",
        "incoming/sv/correction/x.csv|default|ORDINARY|BAD_FOLDER",
        "incoming/sv/2026/initial-load/x.csv|default|ORDINARY|BAD_FOLDER",
        "incoming/sv/Released/x.csv|default|ORDINARY|BAD_FOLDER",
        "incoming/El Salvador/delta.csv|default|ORDINARY|BAD_SOURCE",
        "incoming/año/delta.csv|default|ORDINARY|BAD_SOURCE",
        "incoming//delta.csv|default|ORDINARY|BAD_SOURCE",
        "incoming/initial/load.csv|default|ORDINARY|BAD_SOURCE",
      })
  void aFolderIsWhatItSaysOrTheFileIsHeld(
      String key, String source, String kind, String heldReason) {
    IncomingObjectKey parsed = IncomingObjectKey.parse(key);
    assertThat(parsed.source()).isEqualTo(source);
    assertThat(parsed.kind()).hasToString(kind);
    assertThat(parsed.problem().map(problem -> problem.reason().name()).orElse(null))
        .isEqualTo(heldReason);
  }
}
