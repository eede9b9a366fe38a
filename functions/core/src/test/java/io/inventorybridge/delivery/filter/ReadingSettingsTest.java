// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.settings.NamePatterns;
import io.inventorybridge.settings.SettingLiteral;
import io.inventorybridge.settings.SettingLiteral.NumberValue;
import io.inventorybridge.settings.SettingLiteral.Sequence;
import io.inventorybridge.settings.SettingLiteral.Table;
import io.inventorybridge.settings.SettingLiteral.Text;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings decide where a file may mean two things. */
class ReadingSettingsTest {
  @TempDir private Path disk;

  private FilterFixture filter() {
    return new FilterFixture(disk);
  }

  private static SettingLiteral list(String... values) {
    return new Sequence(List.of(values).stream().<SettingLiteral>map(Text::new).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        ".!1,000!1000",
        ".!1.000!1",
        ".!12,345,678!MALFORMED_QTY",
        ".!1,000,000!1000000",
        ".!1,00!MALFORMED_QTY",
        ",!1.000!1000",
        ",!1,000!1",
        ",!1'000!1000",
        ",!1 000,00!1000",
        ",!1.00!MALFORMED_QTY",
      })
  void theDecimalMarkMakesAQuantityClear(String mark, String written, String read) {
    FilterFixture.Result result =
        filter()
            .with("decimalMark", new Text(mark))
            .of("STORE|UPC|QTY\nA36|12|%s\n".formatted(written));
    assertThat(
            result.kept().isEmpty()
                ? result.rows().rejected().keySet().iterator().next().name()
                : result.kept().getFirst().split(",")[3])
        .isEqualTo(read);
  }

  @Test
  void titlesAboveTheHeaderAreSkippedAndLinesKeepTheirNumbers() {
    FilterFixture.Result result =
        filter()
            .with("skipTitleLines", new NumberValue(BigDecimal.TWO))
            .of("Inventory on hand\n\"of, 11/24\nSTORE,UPC,QTY\nA36,12,x\nA36,12,5\n");
    assertThat(result.kept()).containsExactly("A36,UPCA,0012,5,TLTLTLLL01");
    assertThat(result.rejectLines()).singleElement().asString().contains("line 4, column QTY");
  }

  @Test
  void rowsOfIgnoredStoresAreOnlyCounted() {
    FilterFixture.Result result =
        filter()
            .with("ignoredStores", list("99", "1/007"))
            .of("SBS_NO,STORE,UPC,QTY\n1,99,12,5\n1,7,12,5\n2,7,12,5\n1,1,12,5\n");
    assertThat(result.rows().filtered()).hasToString("{IGNORED_STORE=2}");
    assertThat(result.rows().rejected()).hasToString("{UNKNOWN_FACILITY=1}");
    assertThat(result.kept()).hasSize(1);
  }

  @Test
  void aColumnWithNearlyTheNameOfTheSubsidiaryHoldsTheFileUnlessASettingPassesIt() {
    byte[] file = "SBS_N,STORE,UPC,QTY\n2,A36,12,5\n".getBytes(UTF_8);
    assertThat(((DeltaFilter.Unreadable) filter().read(file)).sentence())
        .isEqualTo(
            "line 1: column 'SBS_N' is nearly SBS_NO; correct the name, state the column in the setting columns.subsidiary or list it in columns.ignored");
    assertThat(
            filter().with("columns", new Table(Map.of("ignored", list("sbs n")))).of(file).kept())
        .hasSize(1);
  }

  @Test
  void ofTwoQuantitiesTheSettingNamesOne() {
    byte[] file = "STORE,UPC,QTY,ON HAND\nA36,12,1,10\n".getBytes(UTF_8);
    assertThat(((DeltaFilter.Unreadable) filter().read(file)).sentence())
        .isEqualTo(
            "line 1 has the columns QTY and ON HAND, and each may be the quantity; state one in the setting columns.quantity");
    assertThat(
            filter()
                .with("columns", new Table(Map.of("quantity", new Text("on-hand"))))
                .of(file)
                .kept())
        .containsExactly("A36,UPCA,0012,10,TLTLTLLL01");
  }

  @Test
  void rowsWithDoubledReturnsAreReadOnceWhereverAReadEnds() {
    FilterFixture.Result result =
        filter().of("STORE,UPC,QTY\r\r\nA36,12,5\r\r\nSVC21,12,6\r\r\n\r\r\nA36,77,1\r\r\n");
    assertThat(result.kept())
        .containsExactly("A36,UPCA,0012,5,TLTLTLLL01", "SVC21,UPCA,0012,6,TLTLTLLL01");
    assertThat(result.rows().read()).isEqualTo(3);
  }

  @Test
  void aCatalogAndAFacilitiesFileAreCalledThat() {
    assertThat(((DeltaFilter.Unreadable) filter().read(bytes("upca,productId,title\n"))).sentence())
        .isEqualTo("line 1 is the header of a catalog; drop it under catalog/");
    assertThat(
            ((DeltaFilter.Unreadable) filter().read(bytes("facilityId,externalFacilityId\n")))
                .sentence())
        .isEqualTo("line 1 is the header of a file of facilities; drop it under facilities/");
  }

  @ParameterizedTest
  @CsvSource({
    "delta.done, true",
    "DELTA.TMP, true",
    "_SUCCESS, true",
    ".delta.csv.swp, true",
    "~$delta.xlsx, true",
    "delta.csv.filepart, true",
    "delta.csv, false",
    "done.csv, false",
    "delta_SUCCESS.csv, false",
  })
  void markersAndUnfinishedUploadsAreNotDeliveries(String name, boolean ignored) {
    assertThat(NamePatterns.MARKERS_AND_PARTIAL_UPLOADS.matches(name)).isEqualTo(ignored);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
