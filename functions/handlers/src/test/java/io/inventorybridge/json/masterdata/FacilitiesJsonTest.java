// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.stock.FacilityId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FacilitiesJsonTest {
  private static final FacilityDirectory DIRECTORY =
      FacilityDirectory.of(
          List.of(
              new Facility(
                  new FacilityId("SVC21"),
                  Optional.of("1/021"),
                  Optional.of("Peñón"),
                  "STORE",
                  Optional.of("99"),
                  List.of("SV", "malls"),
                  true),
              Facility.of("A36").deactivated()));

  @Test
  void aDirectoryIsReadAsItWasWritten() {
    FacilitiesJson format = new FacilitiesJson();

    FacilityDirectory read = format.read(format.write(DIRECTORY));

    assertThat(read.version()).isEqualTo(DIRECTORY.version());
    assertThat(read.all()).containsExactlyElementsOf(DIRECTORY.all());
  }

  @Test
  void aDamagedFileIsRefused() {
    FacilitiesJson format = new FacilitiesJson();
    String damaged = new String(format.write(DIRECTORY), UTF_8).replace("SVC21", "SVC22");

    assertThatThrownBy(() -> format.read(damaged.getBytes(UTF_8)))
        .hasMessageStartingWith(
            "the facilities index is damaged: it states version " + DIRECTORY.version());
  }
}
