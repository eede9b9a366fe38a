// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntrustedTextTest {
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
    assertThat(UntrustedText.of(written).text()).isEqualTo(shown);
  }

  @Test
  void aMarkThatTurnsTheTextAroundStandsThereByItsName() {
    assertThat(UntrustedText.of("Boot\u202E gnp.exe").text()).isEqualTo("Boot⟨U+202E⟩ gnp.exe");
    assertThat(UntrustedText.of("a\u200Fb\u2066c").text()).isEqualTo("a⟨U+200F⟩b⟨U+2066⟩c");
    assertThat(UntrustedText.of("a\nb\0c").text()).isEqualTo("a⟨U+000A⟩b⟨U+0000⟩c");
    assertThat(UntrustedText.of("a\uD83Db").text()).isEqualTo("a⟨U+D83D⟩b");
  }

  @Test
  void invisibleTextIsReplacedByOurWords() {
    assertThat(UntrustedText.of("  ", "(no title)").text()).isEqualTo("(no title)");
    assertThat(UntrustedText.of("").text()).isEqualTo("(no text)");
  }

  @Test
  void aLongTextIsCutBetweenItsCharacters() {
    assertThat(UntrustedText.of("👟".repeat(4_000)).text())
        .isEqualTo("👟".repeat(100) + "… (4,000 characters)");
  }
}
