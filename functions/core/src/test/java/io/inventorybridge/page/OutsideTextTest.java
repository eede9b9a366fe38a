// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Boot Alpine|Boot Alpine",
        "<b>Boot</b>|<b>Boot</b>",
        "Schuhgröße 42½|Schuhgröße 42½",
        "مرحبا|مرحبا",
        "👨‍👩‍👧|👨‍👩‍👧",
      })
  void harmlessTextStaysUnchanged(String written, String shown) {
    assertThat(OutsideText.of(written).text()).isEqualTo(shown);
  }

  @Test
  void aMarkThatTurnsTheTextAroundStandsThereByItsName() {
    assertThat(OutsideText.of("Boot\u202E gnp.exe").text()).isEqualTo("Boot⟨U+202E⟩ gnp.exe");
    assertThat(OutsideText.of("a\u200Fb\u2066c").text()).isEqualTo("a⟨U+200F⟩b⟨U+2066⟩c");
    assertThat(OutsideText.of("a\nb\0c").text()).isEqualTo("a⟨U+000A⟩b⟨U+0000⟩c");
    assertThat(OutsideText.of("a\uD83Db").text()).isEqualTo("a⟨U+D83D⟩b");
  }

  @Test
  void invisibleTextIsReplacedByOurWords() {
    assertThat(OutsideText.of("  ", "(no title)").text()).isEqualTo("(no title)");
    assertThat(OutsideText.of("").text()).isEqualTo("(no text)");
  }

  @Test
  void aLongTextIsCutBetweenItsCharacters() {
    assertThat(OutsideText.of("👟".repeat(4_000)).text())
        .isEqualTo("👟".repeat(100) + "… (4,000 characters)");
  }
}
