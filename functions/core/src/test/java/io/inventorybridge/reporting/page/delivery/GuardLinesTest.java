// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.GuardFinding;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.GuardLine;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardLinesTest {
  @Test
  void aFindingIsShownAsItIsStored() {
    assertThat(
            GuardLines.of(
                List.of(
                    new GuardFinding(
                        "goingToZero",
                        "156 of 156 keys with stock",
                        "90 % and more from 20 on",
                        GuardFinding.Verdict.HELD,
                        ""))))
        .containsExactly(
            new GuardLine(
                "going to zero",
                "156 of 156 keys with stock",
                "90 % and more from 20 on",
                Verdict.HELD,
                ""));
  }

  @Test
  void aGuardThatWasNotAskedHasNotPassedAndSaysWhy() {
    assertThat(
            GuardLines.of(
                List.of(GuardFinding.notAsked("goingToZero", "", "fewer than 20 keys have stock"))))
        .containsExactly(
            new GuardLine(
                "going to zero", "–", "–", Verdict.NOT_ASKED, "fewer than 20 keys have stock"));
  }
}
