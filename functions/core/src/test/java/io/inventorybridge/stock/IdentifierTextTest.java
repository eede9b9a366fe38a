// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdentifierTextTest {
  static Stream<Arguments> invalid() {
    return Stream.of(
        Arguments.of("", "is empty"),
        Arguments.of("  ", "is empty"),
        Arguments.of("A\u0007B", "has control characters"),
        Arguments.of("A\u001FB", "has control characters"),
        Arguments.of("A\u0085B", "has control characters"),
        Arguments.of("A\uD800", "has an unpaired surrogate, which is half a character"),
        Arguments.of("\uDC00A", "has an unpaired surrogate, which is half a character"),
        Arguments.of("A\uFFFD", "has U+FFFD, the mark of a text that was not valid UTF-8"),
        Arguments.of("x".repeat(201), "has more than 200 characters"));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void anIdThatCannotBeAKeyHasAnError(String id, String error) {
    assertThat(IdentifierText.error(id)).contains(error);
    assertThat(FacilityId.inputError(id)).contains(error);
    assertThatThrownBy(() -> new FacilityId(id)).hasMessage("a facility id " + error);
  }

  @Test
  void anyOtherTextIsAnId() {
    for (String id : new String[] {"1", "Ä-ß 7/'\"", "\uD83D\uDE00", "x".repeat(200)}) {
      assertThat(IdentifierText.error(id)).isEmpty();
      assertThat(new FacilityId(id).value()).isEqualTo(id);
    }
  }

  @Test
  void onlyTheQueueBeginsWithATildeAndNoInputCanStateIt() {
    assertThat(FacilityId.QUEUE.value()).isEqualTo("~queue");
    assertThat(FacilityId.inputError("~queue")).contains("begins with ~ or holds #");
    assertThat(FacilityId.inputError("A#B")).contains("begins with ~ or holds #");
    assertThatThrownBy(() -> new FacilityId("~other"))
        .hasMessage("a facility id begins with ~ or holds #");
  }
}
