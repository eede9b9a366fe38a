// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import io.inventorybridge.stock.FacilityId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacilityDirectoryTest {
  private static final FacilityDirectory DIRECTORY =
      FacilityDirectory.of(
          List.of(
              Facility.of("SVC21").withExternalId("1/021"),
              Facility.of("SVA26").withExternalId("1/A26"),
              Facility.of("GT21").withExternalId("2/21"),
              Facility.of("GT30").withExternalId("2/30"),
              Facility.of("HN07").withExternalId("007"),
              Facility.of("HN50").withExternalId("3/50"),
              Facility.of("HN50B").withExternalId("03/050"),
              Facility.of("30").withExternalId("9/99"),
              Facility.of("000").withExternalId("4/0"),
              virtual("_NA_", "1/900"),
              Facility.of("OLD").withExternalId("1/77").deactivated(),
              Facility.of("NEW").withExternalId("1/77"),
              Facility.of("GONE").withExternalId("1/78").deactivated()));

  @ParameterizedTest(name = "{0} of subsidiary {1}: {2}")
  @CsvSource({
    // the exact facility id goes first, also before Retail Pro's code of another facility
    "SVC21, '', SVC21",
    "SVC21, 2, SVC21",
    "30, 2, 30",
    "' SVC21 ', '', SVC21",
    "svc21, '', unknown",
    // then SBS/STORE, numbers without leading zeros
    "21, 1, SVC21",
    "0021, 001, SVC21",
    "021, 2, GT21",
    "1/21, '', SVC21",
    "01/021, '', SVC21",
    "02/021, 1, GT21",
    "A26, 1, SVA26",
    "a26, 1, unknown",
    "0A26, 1, unknown",
    "0, 4, 000",
    "00, 4, 000",
    // then STORE where it is unique
    "A26, '', SVA26",
    "21, '', ambiguous",
    "7, '', HN07",
    "7, 3, HN07",
    "7, 1, HN07",
    // never a store of another subsidiary
    "A26, 2, unknown",
    "3/A26, '', unknown",
    // two facilities with one code
    "50, 3, ambiguous",
    "3/50, '', ambiguous",
    // queues
    "_NA_, '', virtual",
    "900, 1, virtual",
    // one that the newest file no longer names is found after those that it names
    "77, 1, NEW",
    "OLD, '', OLD",
    "78, 1, GONE",
    // unknown codes
    "999, 1, unknown",
    "'', 1, unknown",
    "/, '', unknown",
    "1/, '', unknown",
    "1/2/3, '', unknown",
  })
  void aStoreIsFoundByWhatADeliveryCallsIt(String written, String subsidiary, String expected) {
    Found found = DIRECTORY.find(written, Optional.of(subsidiary).filter(s -> !s.isEmpty()));

    String actual =
        switch (found) {
          case Found.Known known -> known.facility().id().value();
          case Found.Unknown none -> "unknown";
          case Found.Ambiguous several -> "ambiguous";
          case Found.Virtual queue -> "virtual";
        };
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void ordersLearnWhatKindOfPlaceAnIdIs() {
    assertThat(DIRECTORY.kindOf(new FacilityId("SVC21")))
        .isEqualTo(FacilityKinds.FacilityKind.STORE);
    assertThat(DIRECTORY.kindOf(new FacilityId("_NA_")))
        .isEqualTo(FacilityKinds.FacilityKind.VIRTUAL);
    assertThat(DIRECTORY.kindOf(new FacilityId("021")))
        .isEqualTo(FacilityKinds.FacilityKind.UNKNOWN);
  }

  @Test
  void withoutAFacilitiesFileStoreCodesAreFacilityIds() {
    FacilityDirectory any = FacilityDirectory.anyStore();

    assertThat(any.find(" 021 ", Optional.of("1"))).isEqualTo(new Found.Known(Facility.of("021")));
    assertThat(any.isKnown(new FacilityId("021"))).isTrue();
    assertThat(any.isVirtual(new FacilityId("021"))).isFalse();
    assertThat(any.find("", Optional.empty())).isEqualTo(new Found.Unknown());
  }

  @Test
  void theVersionIsThatOfTheContentInAnyOrder() {
    Facility a = Facility.of("A");
    Facility b = Facility.of("B").withExternalId("1/2");
    String version = FacilityDirectory.of(List.of(a, b)).version();

    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(FacilityDirectory.of(List.of(b, a)).version()).isEqualTo(version);
    assertThat(FacilityDirectory.of(List.of(a, b.deactivated())).version()).isNotEqualTo(version);
    assertThat(FacilityDirectory.of(List.of(a)).version()).isNotEqualTo(version);
  }

  @Test
  void aFacilityIsThereOnce() {
    List<Facility> twice = List.of(Facility.of("A"), Facility.of("A").withExternalId("1"));

    assertThatThrownBy(() -> FacilityDirectory.of(twice)).hasMessage("facility A is there twice");
  }

  private static Facility virtual(String id, String code) {
    return new Facility(
        new FacilityId(id),
        Optional.of(code),
        Optional.empty(),
        "virtual",
        Optional.empty(),
        List.of(),
        true);
  }
}
