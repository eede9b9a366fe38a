// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The catalog and the facilities of the invented retailer. */
final class GeneratedMasterData {
  private static final int TAGGED = 10;

  private GeneratedMasterData() {}

  static void writeCatalog(SampleRetailer retailer, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("upca,productId,sku,shopifyInventoryItemId,title,status,tags\n");
      for (int product = 0; product < retailer.products(); product++) {
        out.write(
            String.join(
                ",",
                retailer.upca(product),
                retailer.productId(product),
                retailer.sku(product),
                retailer.inventoryItemId(product),
                retailer.description(product),
                "ACTIVE",
                product % TAGGED == 0 ? "outlet" : ""));
        out.write('\n');
      }
      // Two products share a barcode and are therefore ambiguous; a third product was taken
      // offline.
      out.write(DeltaWriter.AMBIGUOUS_UPC + ",M1,ALU1,43000000001,Calcetín,ACTIVE,\n");
      out.write(DeltaWriter.AMBIGUOUS_UPC + ",M2,ALU2,43000000002,Calcetín par,ACTIVE,\n");
      out.write(DeltaWriter.OFFLINE_UPC + ",M3,ALU3,43000000003,Cordón,ARCHIVED,\n");
    }
  }

  static void writeFacilities(SampleRetailer retailer, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("facilityId,externalFacilityId,name,type,shopifyLocationId,groups\n");
      for (int store = 0; store < retailer.stores(); store++) {
        out.write(
            String.join(
                ",",
                retailer.facilityId(store),
                SampleRetailer.SUBSIDIARY + "/" + retailer.storeCode(store),
                retailer.storeName(store),
                "STORE",
                "",
                "online"));
        out.write('\n');
      }
      out.write("_NA_,," + "Brokering queue,VIRTUAL,,\n");
    }
  }
}
