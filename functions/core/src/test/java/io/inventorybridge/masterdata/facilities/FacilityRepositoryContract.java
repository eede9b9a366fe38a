// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.FacilityId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every store of facilities. */
public abstract class FacilityRepositoryContract {
  private static final Facility WHOLE =
      new Facility(
          new FacilityId("SVC21"),
          Optional.of("1/021"),
          Optional.of("Santa Ana, Centro"),
          "STORE",
          Optional.of("gid://shopify/Location/5"),
          List.of("SV", "malls"),
          true);

  protected abstract FacilityRepository empty();

  @Test
  void everyFieldOfAFacilityIsKept() {
    FacilityRepository facilities = empty();

    facilities.put(List.of(WHOLE, Facility.of("A")));

    assertThat(facilities.all()).containsExactly(Facility.of("A"), WHOLE);
  }

  @Test
  void aFacilityStoredAgainIsReplacedAndOthersStay() {
    FacilityRepository facilities = empty();
    facilities.put(List.of(WHOLE, Facility.of("A")));

    facilities.put(List.of(WHOLE.deactivated()));

    assertThat(facilities.all()).containsExactly(Facility.of("A"), WHOLE.deactivated());
  }

  @Test
  void moreFacilitiesThanOneCallTakesAreAllKept() {
    FacilityRepository facilities = empty();
    List<Facility> many = IntStream.range(100, 250).mapToObj(i -> Facility.of("F" + i)).toList();

    facilities.put(many);
    facilities.put(List.of());

    assertThat(facilities.all()).isEqualTo(many);
  }
}
