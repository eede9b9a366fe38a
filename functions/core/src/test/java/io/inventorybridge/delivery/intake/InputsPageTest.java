// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.stock.WrittenUpc;
import io.inventorybridge.support.text.CellText;
import io.inventorybridge.support.text.WholeNumberText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on inputs says what the code does: its tables are the cases. */
class InputsPageTest {
  private static final Path PAGE = Path.of("../../infra/docs/inputs.md");

  /** A row of a table: the written form, and the way it is read. */
  record Example(String written, String read) {}

  private static List<Example> table(String heading) throws IOException {
    List<Example> examples = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      inside = line.startsWith("| " + heading) || (inside && line.startsWith("|"));
      if (inside && line.startsWith("| `")) {
        String[] cells = line.substring(2).split(" \\| ?");
        examples.add(new Example(cells[0].replace("`", ""), cells[1].strip()));
      }
    }
    assertThat(examples).as(heading).isNotEmpty();
    return examples;
  }

  static List<Example> quantities() throws IOException {
    return table("quantity |");
  }

  @ParameterizedTest
  @MethodSource("quantities")
  void aQuantityIsReadAsThePageSays(Example example) {
    WholeNumberText read = WholeNumberText.parse(example.written(), '|', Optional.empty());
    assertThat(
            read.form() == WholeNumberText.Form.UNITS
                ? Integer.toString(read.units())
                : words(read.form()))
        .isEqualTo(example.read());
  }

  static List<Example> upcs() throws IOException {
    return table("UPC |");
  }

  @ParameterizedTest
  @MethodSource("upcs")
  void aUpcIsReadAsThePageSays(Example example) {
    WrittenUpc read = WrittenUpc.parse(example.written());
    assertThat(
            read.form() == WrittenUpc.Form.NUMBER
                ? Long.toString(read.digits())
                : words(read.form()).replace("upc", "UPC"))
        .isEqualTo(example.read());
  }

  static List<Example> codes() throws IOException {
    return table("code of");
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aCodeIsReadAsThePageSays(Example example) {
    assertThat(CellText.code(example.written())).isEqualTo(example.read());
    assertThat(CellText.code("\u00A0" + example.written() + "\u200B \uFEFF"))
        .isEqualTo(example.read());
  }

  static List<Example> names() throws IOException {
    return table("time in");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aTimeInANameIsReadAsThePageSays(Example example) {
    assertThat(
            switch (NamedTime.in(example.written(), ZoneOffset.UTC)) {
              case NamedTime.Stated stated -> stated.at().toString();
              case NamedTime.Missing missing -> "none";
              case NamedTime.Unclear unclear -> "held";
            })
        .isEqualTo(example.read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"only counted", "rejected", "held"})
  void everyReasonStandsInItsTable(String heading) throws IOException {
    Enum<?>[] reasons =
        switch (heading) {
          case "only counted" -> FilterReason.values();
          case "rejected" -> RejectReason.values();
          default -> HeldReason.values();
        };
    assertThat(table(heading + " |").stream().map(Example::written))
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(reasons).map(Enum::name).toList());
  }

  private static String words(Enum<?> form) {
    return form.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
