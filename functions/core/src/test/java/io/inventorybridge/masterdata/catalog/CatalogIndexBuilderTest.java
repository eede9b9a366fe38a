// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.masterdata.imports.PlainTableCodec;
import io.inventorybridge.masterdata.imports.TableImport;
import io.inventorybridge.masterdata.imports.UnusableTable;
import io.inventorybridge.support.files.StoredFile;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CatalogIndexBuilderTest {
  private static final String HEADER = "upca,productId,status,shopifyInventoryItemId\n";

  @Test
  void theIndexOfAFileIsTheOneThatAnImportActivates() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      StringBuilder file = new StringBuilder(HEADER);
      int rows = 1 + random.nextInt(30);
      for (int i = 0; i < rows; i++) {
        file.append("0".repeat(random.nextInt(3)))
            .append(random.nextInt(12))
            .append(random.nextInt(9) == 0 ? ".0" : random.nextInt(9) == 0 ? "x" : "")
            .append(",p")
            .append(random.nextInt(3))
            .append(random.nextInt(3) == 0 ? ",DRAFT," : ",active,")
            .append(random.nextInt(4) == 0 ? "item" : "")
            .append('\n');
      }
      TableImport<CatalogProduct> imported =
          ImportingCatalog.read(stream(file.toString()), new PlainTableCodec(), stored());
      if (imported.unusable().isEmpty()) {
        CatalogIndex expected = CatalogIndex.of(imported.kept());
        CatalogIndex index =
            CatalogIndexBuilder.read(stream(file.toString()), new PlainTableCodec());
        assertThat(index.version()).as("seed %d", seed).isEqualTo(expected.version());
        assertThat(index.ambiguous()).as("seed %d", seed).isEqualTo(expected.ambiguous());
      }
    }
  }

  @Test
  void aFileThatAnImportWouldRefuseHasNone() {
    for (String file : List.of(HEADER, HEADER + ",p,,\n", "upca\n1\n", "")) {
      assertThatThrownBy(() -> CatalogIndexBuilder.read(stream(file), new PlainTableCodec()))
          .isInstanceOf(UnusableTable.class)
          .satisfies(
              refused ->
                  assertThat(
                          ImportingCatalog.read(stream(file), new PlainTableCodec(), stored())
                              .unusable())
                      .hasValue("catalog.csv: " + refused.getMessage()));
    }
  }

  private static StoredFile stored() {
    return new StoredFile("catalog.csv", "", 0, Instant.EPOCH, Map.of());
  }

  private static ByteArrayInputStream stream(String file) {
    return new ByteArrayInputStream(file.getBytes(UTF_8));
  }
}
