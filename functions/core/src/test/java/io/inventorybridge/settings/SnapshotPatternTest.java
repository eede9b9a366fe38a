// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotPatternTest {
  @ParameterizedTest
  @CsvSource({
    "yyyyMMdd_HHmm, SV_20261123_0130.csv, 2026-11-23T07:30:00Z",
    "yyyyMMddHHmm, inventory202611230130.csv.gz, 2026-11-23T07:30:00Z",
    "'''INV_SV_''ddMMyyyyHHmm', INV_SV_231120260130, 2026-11-23T07:30:00Z",
    "yyyy-MM-dd'T'HH.mm.ssX, x2026-11-23T01.30.15+02.csv, 2026-11-22T23:30:15Z",
    "yyyyMMdd_HHmm, store_001_20261123_0130, 2026-11-23T07:30:00Z",
    "yyyyMMdd_HHmm, SV_20261323_0130.csv, none",
    "yyyyMMdd_HHmm, delta.csv, none",
  })
  void theTimeIsFoundAnywhereInTheName(String pattern, String name, String expected) {
    String found =
        new SnapshotPattern(pattern)
            .find(name, ZoneId.of("America/El_Salvador"))
            .map(Instant::toString)
            .orElse("none");

    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yyyyMMdd", "HHmm", "'x'", "yyyyMMdd{", "bbb", ""})
  void aPatternHoldsDateAndTime(String pattern) {
    assertThatThrownBy(() -> new SnapshotPattern(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
