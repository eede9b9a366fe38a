// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.rules.RuleValue.AllowBrokering;
import io.inventorybridge.rules.RuleValue.Channel;
import io.inventorybridge.rules.RuleValue.SafetyStock;
import io.inventorybridge.rules.RuleValue.Threshold;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.text.CellText;
import io.inventorybridge.support.text.WholeNumberText;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The values of rules as text: whole units from 0, or {@code Y} and {@code N}. */
final class RuleValueParser {
  private RuleValueParser() {}

  sealed interface ParseResult {}

  record Parsed(RuleValue effect) implements ParseResult {}

  record NotAValue(String reason) implements ParseResult {}

  static ParseResult read(RuleValue.RuleKind kind, String written) {
    return switch (kind) {
      case SAFETY_STOCK -> units(written, SafetyStock::new);
      case THRESHOLD -> units(written, Threshold::new);
      case ALLOW_BROKERING -> answer(written, AllowBrokering::new);
      case CHANNEL -> answer(written, Channel::new);
    };
  }

  private static ParseResult units(String written, Function<StockQuantity, RuleValue> effect) {
    WholeNumberText number = WholeNumberText.parse(written, ',', Optional.empty());
    return number.form() == WholeNumberText.Form.UNITS && number.units() >= 0
        ? new Parsed(effect.apply(StockQuantity.of(number.units())))
        : new NotAValue("'%s' is not a whole number from 0 to 10,000,000".formatted(written));
  }

  // Spreadsheets convert an answer to TRUE or FALSE.
  private static ParseResult answer(String written, Function<Boolean, RuleValue> effect) {
    return switch (CellText.undress(written).toUpperCase(Locale.ROOT)) {
      case "Y", "TRUE" -> new Parsed(effect.apply(true));
      case "N", "FALSE" -> new Parsed(effect.apply(false));
      default -> new NotAValue("'%s' is neither Y nor N".formatted(written));
    };
  }
}
