// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.PlainTableCodec;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A process that imports a packed drop whose first line has some million bytes. */
final class LongLineImport {
  private LongLineImport() {}

  /**
   * Prints the rows of the report and the reject.
   *
   * @param arguments the millions
   */
  public static void main(String[] arguments) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      byte[] million = "x".repeat(1_000_000).getBytes(UTF_8);
      for (int n = 0; n < Integer.parseInt(arguments[0]); n++) {
        out.write(million);
      }
      out.write("\nbad\n".getBytes(UTF_8));
    }
    InMemoryFileStore files = new InMemoryFileStore(Clock.systemUTC());
    ImportReport report =
        new ImportingOrders(
                files,
                new PlainTableCodec(),
                line -> new OrderJsonLine.Invalid("not understood"),
                new RecordingOrders(
                    new InMemoryOrderRepository(),
                    new InMemoryFacilityOrderIndex(),
                    new LedgerWriter(
                        new InMemoryStockLedger(), BackoffPolicy.NONE, Clock.systemUTC()),
                    () -> facility -> FacilityKinds.FacilityKind.STORE,
                    ShopLocationResolver.NONE,
                    BoundedParallelism.ONE,
                    BackoffPolicy.NONE))
            .run(
                files.put("orders/o.jsonl.gz", Content.of(packed.toByteArray()), Map.of()),
                new AcknowledgmentPolicy.OrderCompleted(),
                () -> true)
            .orElseThrow();
    System.out.println(report.rows());
    System.out.println(new String(files.read(report.rejectsKey()).orElseThrow(), UTF_8));
  }
}
