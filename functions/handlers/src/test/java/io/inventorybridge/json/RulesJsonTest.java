// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.rules.Effect.AllowBrokering;
import io.inventorybridge.rules.Effect.Channel;
import io.inventorybridge.rules.Effect.Kind;
import io.inventorybridge.rules.Effect.SafetyStock;
import io.inventorybridge.rules.Effect.Threshold;
import io.inventorybridge.rules.Origin;
import io.inventorybridge.rules.ProductFacility.Pair;
import io.inventorybridge.rules.Rule;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleBook.Saying;
import io.inventorybridge.rules.Selector;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.Upc;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesJsonTest {
  private static final Origin SET =
      new Origin(Instant.parse("2026-11-24T06:00:00Z"), "rules/r.csv");
  private static final Origin LATER =
      new Origin(Instant.parse("2026-11-24T07:00:00Z"), "rules/PRODUCT_FACILITY_ñ.csv");
  private static final RuleBook BOOK =
      new RuleBook(
          Optional.of(SET),
          List.of(
              new Rule(10, Selector.ALL, new SafetyStock(Quantity.of(4))),
              new Rule(
                  20,
                  new Selector(
                      Optional.of("v1"),
                      Optional.of(Upc.of("0012345")),
                      Optional.of("Niño"),
                      Optional.of(new FacilityId("SVC21")),
                      Optional.of("malls")),
                  new AllowBrokering(false)),
              new Rule(30, Selector.ALL, new Threshold(Quantity.ZERO)),
              new Rule(40, Selector.ALL, new Channel(true))),
          Map.of(
              new Pair("v1", new FacilityId("SVC21")),
              Map.of(
                  Kind.SAFETY_STOCK,
                  new Saying(LATER, Optional.of(new SafetyStock(Quantity.of(9)))),
                  Kind.ALLOW_BROKERING,
                  new Saying(SET, Optional.empty())),
              new Pair("v2", new FacilityId("A36")),
              Map.of(
                  Kind.ALLOW_BROKERING, new Saying(LATER, Optional.of(new AllowBrokering(true))))));

  @Test
  void aRuleBookIsReadAsItWasWritten() {
    RulesJson format = new RulesJson();

    assertThat(format.read(format.write(BOOK)).equals(BOOK)).isTrue();
    assertThat(format.read(format.write(BOOK)).version()).isEqualTo(BOOK.version());
    assertThat(format.read(format.write(RuleBook.EMPTY)).equals(RuleBook.EMPTY)).isTrue();
  }

  @Test
  void aDamagedFileIsRefused() {
    RulesJson format = new RulesJson();
    String damaged = new String(format.write(BOOK), UTF_8).replace("SVC21", "SVC22");

    assertThatThrownBy(() -> format.read(damaged.getBytes(UTF_8)))
        .hasMessageStartingWith("the rules index is damaged: it states version " + BOOK.version());
  }
}
