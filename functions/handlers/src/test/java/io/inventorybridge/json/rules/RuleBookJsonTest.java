// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.rules.ProductFacilityRule.ProductAtFacility;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleBook.OverlayValue;
import io.inventorybridge.rules.RuleRow;
import io.inventorybridge.rules.RuleSelector;
import io.inventorybridge.rules.RuleSource;
import io.inventorybridge.rules.RuleValue.AllowBrokering;
import io.inventorybridge.rules.RuleValue.Channel;
import io.inventorybridge.rules.RuleValue.RuleKind;
import io.inventorybridge.rules.RuleValue.SafetyStock;
import io.inventorybridge.rules.RuleValue.Threshold;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleBookJsonTest {
  private static final RuleSource SET =
      new RuleSource(Instant.parse("2026-11-24T06:00:00Z"), "rules/r.csv");
  private static final RuleSource LATER =
      new RuleSource(Instant.parse("2026-11-24T07:00:00Z"), "rules/PRODUCT_FACILITY_ñ.csv");
  private static final RuleBook BOOK =
      new RuleBook(
          Optional.of(SET),
          List.of(
              new RuleRow(10, RuleSelector.ALL, new SafetyStock(StockQuantity.of(4))),
              new RuleRow(
                  20,
                  new RuleSelector(
                      Optional.of("v1"),
                      Optional.of(CanonicalUpc.of("0012345")),
                      Optional.of("Niño"),
                      Optional.of(new FacilityId("SVC21")),
                      Optional.of("malls")),
                  new AllowBrokering(false)),
              new RuleRow(30, RuleSelector.ALL, new Threshold(StockQuantity.ZERO)),
              new RuleRow(40, RuleSelector.ALL, new Channel(true))),
          Map.of(
              new ProductAtFacility("v1", new FacilityId("SVC21")),
              Map.of(
                  RuleKind.SAFETY_STOCK,
                  new OverlayValue(LATER, Optional.of(new SafetyStock(StockQuantity.of(9)))),
                  RuleKind.ALLOW_BROKERING,
                  new OverlayValue(SET, Optional.empty())),
              new ProductAtFacility("v2", new FacilityId("A36")),
              Map.of(
                  RuleKind.ALLOW_BROKERING,
                  new OverlayValue(LATER, Optional.of(new AllowBrokering(true))))));

  @Test
  void aRuleBookIsReadAsItWasWritten() {
    RuleBookJson format = new RuleBookJson();

    assertThat(format.read(format.write(BOOK)).equals(BOOK)).isTrue();
    assertThat(format.read(format.write(BOOK)).version()).isEqualTo(BOOK.version());
    assertThat(format.read(format.write(RuleBook.EMPTY)).equals(RuleBook.EMPTY)).isTrue();
  }

  @Test
  void aDamagedFileIsRefused() {
    RuleBookJson format = new RuleBookJson();
    String damaged = new String(format.write(BOOK), UTF_8).replace("SVC21", "SVC22");

    assertThatThrownBy(() -> format.read(damaged.getBytes(UTF_8)))
        .hasMessageStartingWith("the rules index is damaged: it states version " + BOOK.version());
  }
}
