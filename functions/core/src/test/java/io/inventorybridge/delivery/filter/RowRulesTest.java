// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.settings.SettingLiteral;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which rows are kept, filtered and rejected. */
class RowRulesTest {
  @TempDir Path disk;

  private FilterFixture filter() {
    return new FilterFixture(disk);
  }

  private FilterFixture.Result retailPro(String row) {
    return filter().of("SBS_NO|STORE_CODE|UPC|DESCRIPTION1|QTY\n" + row + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "1|21|12|shoe|5!SVC21,UPCA,0012,5,TLTLTLLL01",
        "1|21|0000012|shoe|5!SVC21,UPCA,0012,5,TLTLTLLL01",
        "1|021| 12 |shoe| 5 !SVC21,UPCA,0012,5,TLTLTLLL01",
        "01|21|12.0|shoe|5.00!SVC21,UPCA,0012,5,TLTLTLLL01",
        "1|21|12.|shoe|+5!SVC21,UPCA,0012,5,TLTLTLLL01",
        "1|21|'12|shoe|-5!SVC21,UPCA,0012,-5,TLTLTLLL01",
        "1|21|=\"12\"|shoe|5,0!SVC21,UPCA,0012,5,TLTLTLLL01",
        "2|21|12|shoe|-0!P22,UPCA,0012,0,TLTLTLLL01",
        "|A36|2050000163913|shoe|10000000!A36,UPCA,2050000163913,10000000,TLTLTLLL01",
        "1|1|2050000163913|shoe|-10000000!A36,UPCA,2050000163913,-10000000,TLTLTLLL01",
      })
  void aRowIsKept(String row, String reset) {
    FilterFixture.Result result = retailPro(row);
    assertThat(result.kept()).containsExactly(reset);
    assertThat(result.rows().kept()).isEqualTo(1);
    assertThat(result.rejectLines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "1|21||shoe|5!EMPTY_UPC",
        "1|21|  |shoe|5!EMPTY_UPC",
        "1|21|gift12|shoe|5!MALFORMED_UPC",
        "1|21|000|shoe|5!MALFORMED_UPC",
        "1|21|13|shoe|5!UNKNOWN_UPC",
        "1|nowhere|13|shoe|much!UNKNOWN_UPC",
      })
  void aRowIsFilteredAndOnlyCounted(String row, String reason) {
    FilterFixture.Result result = retailPro(row);
    assertThat(result.rows().filtered()).hasToString("{" + reason + "=1}");
    assertThat(result.rows().kept()).isZero();
    assertThat(result.rejectLines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "1|21|1234567890123456789|shoe|5!MALFORMED_UPC!line 2, column UPC: '1234567890123456789' is not a UPC of 1 to 18 digits",
        "1|21|-12|shoe|5!MALFORMED_UPC!line 2, column UPC: '-12' is not a UPC of 1 to 18 digits",
        "1|21|12.5|shoe|5!MALFORMED_UPC!line 2, column UPC: '12.5' is not a UPC of 1 to 18 digits",
        "1|21|12|shoe|1.000!MALFORMED_QTY!line 2, column QTY: '1.000' may be units or thousands; state the mark in the setting decimalMark",
        "1|21|2.05E+12|shoe|5!LOSSY_UPC!line 2, column UPC: '2.05E+12' is in exponent form and may have lost digits",
        "1|21|2,05e12|shoe|5!LOSSY_UPC!line 2, column UPC: '2,05e12' is in exponent form and may have lost digits",
        "1|21|077|shoe|5!AMBIGUOUS_UPC!line 2, column UPC: '077' belongs to more than one product of the catalogue",
        "1|99|12|shoe|5!UNKNOWN_FACILITY!line 2, columns SBS_NO and STORE_CODE: '1/99' is not a known store",
        "1||12|shoe|5!UNKNOWN_FACILITY!line 2, columns SBS_NO and STORE_CODE: '1/' is not a known store",
        "|21|12|shoe|5!AMBIGUOUS_FACILITY!line 2, column STORE_CODE: '21' may be more than one store",
        "1|9|12|shoe|5!VIRTUAL_FACILITY!line 2, columns SBS_NO and STORE_CODE: '1/9' is a virtual facility and holds no stock",
        "1|21|12|shoe|!MALFORMED_QTY!line 2, column QTY: '' is not a whole number of units",
        "1|21|12|shoe|five!MALFORMED_QTY!line 2, column QTY: 'five' is not a whole number of units",
        "1|21|12|shoe|5.5!MALFORMED_QTY!line 2, column QTY: '5.5' is not a whole number of units",
        "1|21|12|shoe|5.!MALFORMED_QTY!line 2, column QTY: '5.' is not a whole number of units",
        "1|21|12|shoe|10000001!MALFORMED_QTY!line 2, column QTY: '10000001' is more than 10000000 in size",
        "1|21|12|shoe|99999999999999999999!MALFORMED_QTY!line 2, column QTY: '99999999999999999999' is more than 10000000 in size",
      })
  void aRejectedRowStatesItsReason(String row, String reason, String message) {
    FilterFixture.Result result = retailPro(row);
    assertThat(result.rows().rejected()).hasToString("{" + reason + "=1}");
    assertThat(result.kept()).isEmpty();
    String quoted = message.contains("|") ? "\"" + message + "\"" : message;
    assertThat(result.rejects())
        .isEqualTo(
            "SBS_NO|STORE_CODE|UPC|DESCRIPTION1|QTY|rejectLine|rejectReason|rejectMessage\n"
                + row
                + "|2|"
                + reason
                + "|"
                + quoted
                + "\n");
  }

  @Test
  void theFirstRuleThatFiresCounts() {
    assertThat(retailPro("1|99|2.05E+12|shoe|five").rows().rejected()).hasToString("{LOSSY_UPC=1}");
    assertThat(retailPro("1|99|12|shoe|five").rows().rejected())
        .hasToString("{UNKNOWN_FACILITY=1}");
    assertThat(retailPro("1|99|2.05E+12").rows().rejected()).hasToString("{WRONG_FIELD_COUNT=1}");
    assertThat(retailPro("1|99|12|\u0000|five").rows().rejected()).hasToString("{BAD_ENCODING=1}");
  }

  @Test
  void aRowThatCannotBeSplitIsWrittenRawInTheFirstColumn() {
    FilterFixture.Result result = filter().of("STORE,UPC,QTY\n1/21,12\n1/21,\"1\"\"2\",5,6\n");
    assertThat(result.rejects())
        .isEqualTo(
            """
            STORE,UPC,QTY,rejectLine,rejectReason,rejectMessage
            "1/21,12",,,2,WRONG_FIELD_COUNT,"line 2 has 2 fields, the header has 3"
            "1/21,""1""\""2"",5,6",,,3,WRONG_FIELD_COUNT,"line 3 has 4 fields, the header has 3"
            """);
  }

  @Test
  void bytesThatAreNoTextRejectTheRowAndOnlyThatRow() {
    FilterFixture.Result result =
        filter()
            .of("STORE,UPC,NAME,QTY\nA36,12,a\u0081b,5\nA36,12,\u0000,5\nA36,12,se\u00f1ora,5\n");
    assertThat(result.rejects())
        .isEqualTo(
            """
            STORE,UPC,NAME,QTY,rejectLine,rejectReason,rejectMessage
            A36,12,a\u0081b,5,2,BAD_ENCODING,"line 2, column NAME: 'a<U+0081>b' holds the byte 0x81, which is not text"
            A36,12,\0,5,3,BAD_ENCODING,"line 3, column NAME: '<U+0000>' holds the byte 0x00, which is not text"
            """);
    assertThat(result.kept()).containsExactly("A36,UPCA,0012,5,TLTLTLLL01");
    assertThat(result.cut().input().encoding()).isEqualTo("WINDOWS-1252");
  }

  @Test
  void theEncodingIsDetectedForEachRow() {
    String utf8 =
        new String("se\u00f1ora".getBytes(UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
    FilterFixture.Result mixed =
        filter().of("STORE,UPC,NAME,QTY\nX,12," + utf8 + ",5\nX,12,se\u00f1ora,5\n");
    assertThat(mixed.rejectLines())
        .extracting(line -> line.substring(0, line.indexOf(",5,")))
        .containsExactly("X,12,se\u00f1ora", "X,12,se\u00f1ora");
    FilterFixture.Result pure = filter().of("STORE,UPC,NAME,QTY\nX,12," + utf8 + ",5\n");
    assertThat(pure.cut().input().encoding()).isEqualTo("UTF-8");
  }

  @Test
  void anIdentifierOfAnotherTypeIsNotAUpca() {
    FilterFixture.Result result =
        filter()
            .of(
                "facilityId,idType,idValue,availableQty,locationSeqId\n"
                    + "A36,upca,12,5,BIN7\nA36,SKU,13,5,\nA36,,12,5,\n");
    assertThat(result.kept()).containsExactly("A36,UPCA,0012,5,BIN7");
    assertThat(result.rejectLines())
        .containsExactly(
            "A36,SKU,13,5,,3,UNSUPPORTED_ID_TYPE,\"line 3, column idType: 'SKU' is not an identifier type that is read; UPCA is\"",
            "A36,,12,5,,4,UNSUPPORTED_ID_TYPE,\"line 4, column idType: '' is not an identifier type that is read; UPCA is\"");
  }

  @Test
  void rowsOfAnotherSubsidiaryAreFilteredWhereTheSourceSaysItsOwn() {
    FilterFixture.Result result =
        filter()
            .with("subsidiary", new SettingLiteral.Text("01"))
            .of("SBS_NO,STORE,UPC,QTY\n1,21,12,5\n2,21,12,6\n2,21,13,6\n,21,2050000163913,7\n");
    assertThat(result.kept())
        .containsExactly("SVC21,UPCA,0012,5,TLTLTLLL01", "SVC21,UPCA,2050000163913,7,TLTLTLLL01");
    assertThat(result.rows().filtered()).hasToString("{UNKNOWN_UPC=1, OTHER_SUBSIDIARY=1}");
  }

  @Test
  void aDecimalCommaIsReadOnlyWhereCommasDoNotPartTheFields() {
    assertThat(filter().of("STORE;UPC;QTY\nA36;12;5,00\n").kept())
        .containsExactly("A36,UPCA,0012,5,TLTLTLLL01");
    assertThat(filter().of("STORE,UPC,QTY\nA36,12,\"5,00\"\n").rows().rejected())
        .hasToString("{MALFORMED_QTY=1}");
  }

  @Test
  void theLastValidRowOfAKeyWinsAndKeepsItsPosition() {
    FilterFixture.Result result =
        filter()
            .of(
                """
                STORE,UPC,QTY
                1/21,12,1
                A36,12,2
                SVC21,0012,3
                1/1,2050000163913,4
                1/21,12,many
                """);
    assertThat(result.kept())
        .containsExactly(
            "A36,UPCA,0012,2,TLTLTLLL01",
            "SVC21,UPCA,0012,3,TLTLTLLL01",
            "A36,UPCA,2050000163913,4,TLTLTLLL01");
    assertThat(result.rejectLines())
        .containsExactly(
            "1/21,12,1,2,DUPLICATE_KEY,\"line 2: line 4 states the same store and product again, and the last one counts\"",
            "1/21,12,many,6,MALFORMED_QTY,\"line 6, column QTY: 'many' is not a whole number of units\"");
    assertThat(result.rows().read()).isEqualTo(5);
  }

  @Test
  void rejectsThatAreDroppedAgainAreReadWithoutTheirReasonsButForDuplicates() {
    FilterFixture.Result result =
        filter()
            .of(
                """
                STORE;UPC;QTY;rejectLine;rejectReason;rejectMessage
                1/21;12;5;7;UNKNOWN_FACILITY;no such store
                A36;12;1;8;DUPLICATE_KEY;older
                A36;2050000163913;x;9;MALFORMED_QTY;bad
                """);
    assertThat(result.kept()).containsExactly("SVC21,UPCA,0012,5,TLTLTLLL01");
    assertThat(result.rejects())
        .isEqualTo(
            """
            STORE;UPC;QTY;rejectLine;rejectReason;rejectMessage
            A36;12;1;3;DUPLICATE_KEY;line 3, column rejectReason: 'DUPLICATE_KEY' still marks the row as the older one of two
            A36;2050000163913;x;4;MALFORMED_QTY;line 4, column QTY: 'x' is not a whole number of units
            """);
  }

  @Test
  void columnsAreFoundByTheSettingByLayoutAndWithoutRegardToCase() {
    assertThat(filter().of("Upc\tqty_on_hand\tSTORE_NO\tother\n12\t5\tA36\tx\n").kept())
        .containsExactly("A36,UPCA,0012,5,TLTLTLLL01");
    assertThat(
            filter()
                .of(
                    "externalFacilityId,facilityId,idValue,availableQty\n1/21,,12,5\n1/21,A36,12,6\n")
                .kept())
        .containsExactly("SVC21,UPCA,0012,5,TLTLTLLL01", "A36,UPCA,0012,6,TLTLTLLL01");
    SettingLiteral columns =
        new SettingLiteral.Table(
            Map.of(
                "upc",
                new SettingLiteral.Text("EAN"),
                "quantity",
                new SettingLiteral.Text("Bestand")));
    assertThat(filter().with("columns", columns).of("STORE;ean;UPC;bestand\nA36;12;99;5\n").kept())
        .containsExactly("A36,UPCA,0012,5,TLTLTLLL01");
  }

  @Test
  void aWrongCheckDigitIsCountedAndNotRejected() {
    FilterFixture.Result result = filter().of("STORE,UPC,QTY\nA36,12,5\nA36,2050000163913,5\n");
    assertThat(result.cut().input().wrongCheckDigits()).isEqualTo(1);
    assertThat(result.rows().kept()).isEqualTo(2);
  }
}
