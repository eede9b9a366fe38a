// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench.peers;

import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Reads an index of a million UPCAs and prints the milliseconds it took. */
public final class IndexLoad {
  private static final int UPCAS = 1_000_000;
  private static final long FIRST = 200_000_000_000L;

  private IndexLoad() {}

  /** Argument: the file, generated if missing. */
  public static void main(String[] files) throws IOException {
    Path file = Path.of(files[0]);
    if (!Files.exists(file)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        CatalogIndex.of(
                IntStream.range(0, UPCAS)
                    .mapToObj(i -> CatalogProduct.of(Long.toString(FIRST + i * 7L), "p"))
                    .toList())
            .writeTo(out);
      }
    }
    long began = System.nanoTime();
    CatalogIndex index;
    try (InputStream in = Files.newInputStream(file)) {
      index = CatalogIndex.readFrom(in);
    }
    double took = (System.nanoTime() - began) / 1e6;
    if (index.size() != UPCAS) {
      throw new IllegalStateException("it holds " + index.size());
    }
    System.out.println(took);
  }
}
