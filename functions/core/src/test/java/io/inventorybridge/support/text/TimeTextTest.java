// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T14:00:00Z, 2026-11-23T14:00:00Z",
    "2026-11-23t14:00:00z, 2026-11-23T14:00:00Z",
    "2026-11-23T14:00Z, 2026-11-23T14:00:00Z",
    "2026-11-23T14:00:00.000+0000, 2026-11-23T14:00:00Z",
    "2026-11-23T14:00:00-0600, 2026-11-23T20:00:00Z",
    "2026-11-23T14:00:00-06:00, 2026-11-23T20:00:00Z",
    "2026-11-23T14:00:00+05, 2026-11-23T09:00:00Z",
    "2026-11-23T14:00:00.123456789Z, 2026-11-23T14:00:00.123456789Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
    "9999-12-31T23:59:59-00:00, 9999-12-31T23:59:59Z",
  })
  void aTimeWithAnOffsetIsRead(String written, Instant time) {
    assertThat(TimeText.read(written)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "noon",
        "2026-11-23",
        "2026-11-23T14:00:00",
        "2026-11-23 14:00:00Z",
        "2026-13-23T14:00:00Z",
        "2026-02-30T14:00:00Z",
        "2026-11-23T25:00:00Z",
        "2026-11-23T14:00:00+6",
        "2026-11-23T14:00:00+19:00",
        "2026-11-23T14:00:00+00:00:00",
        "2026-11-23T14:00:00Z[Europe/Berlin]",
        "1969-12-31T23:59:59Z",
        "1970-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-00:01",
        "+10000-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59-18:00",
        "-0001-01-01T00:00:00Z",
        "1763906400000",
      })
  void anyOtherTextIsNotATime(String written) {
    assertThat(TimeText.read(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {' ', '\t', 0x00A0, 0x200B, 0x202F, 0x2060, 0x3000, 0xFEFF})
  void invisibleCharactersAroundATimeAreIgnored(int character) {
    String invisible = Character.toString(character);
    assertThat(TimeText.read(invisible + "2026-11-23T14:00:00Z" + invisible + invisible))
        .contains(Instant.parse("2026-11-23T14:00:00Z"));
  }

  @Test
  void theErrorSaysWhichFormsAreRead() {
    assertThat(TimeText.error("no\u00A0on"))
        .isEqualTo(
            "'no<U+00A0>on' is not an ISO-8601 time with offset"
                + " (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999");
  }
}
