// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import io.inventorybridge.ledger.OrderOnKey;
import io.inventorybridge.morning.MorningDocuments.Rows;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counts the units that are deducted because Retail Pro did not know at the snapshot that they had
 * left. An order that is never completed is deducted for ever, so older ones are listed. Used by
 * one thread.
 */
final class AgeingOrders implements AutoCloseable {
  private final Instant snapshot;
  private final Spooled<AgedUnits> listed;
  private MorningSummary.Ageing totals = MorningSummary.Ageing.NONE;

  AgeingOrders(Instant snapshot, Path spool) {
    this.snapshot = snapshot;
    this.listed = new Spooled<>(spool, NOTATION);
  }

  /** Adds the order facts of a key. */
  void add(StockKey key, String upca, List<OrderOnKey> orders) {
    for (OrderOnKey order : orders) {
      for (OrderOnKey.Shipped item : order.shipped()) {
        Quantity units = item.unknownAt(snapshot);
        if (!units.isZero()) {
          add(
              new AgedUnits(
                  key,
                  upca,
                  order.orderId(),
                  item.seqId(),
                  units,
                  item.completedAt(),
                  Duration.between(item.completedAt(), snapshot)));
        }
      }
    }
  }

  private void add(AgedUnits units) {
    totals = totals.plus(units);
    if (units.olderThan(MorningSummary.Ageing.DAYS.getFirst())) {
      listed.add(units);
    }
  }

  @Override
  public void close() throws IOException {
    listed.close();
  }

  MorningSummary.Ageing totals() {
    return totals;
  }

  /** The items that are older than the lowest counted age. */
  Rows<AgedUnits> listed() {
    return listed::each;
  }

  private static final Spooled.Notation<AgedUnits> NOTATION =
      new Spooled.Notation<>() {
        @Override
        public void write(AgedUnits row, DataOutputStream out) throws IOException {
          out.writeUTF(row.key().facility().value());
          out.writeLong(row.key().upc().digits());
          out.writeUTF(row.upca());
          out.writeUTF(row.orderId());
          out.writeUTF(row.seqId());
          out.writeLong(row.units().units());
          out.writeUTF(row.completedAt().toString());
          out.writeUTF(row.age().toString());
        }

        @Override
        public AgedUnits read(DataInputStream in) throws IOException {
          return new AgedUnits(
              new StockKey(new FacilityId(in.readUTF()), new Upc(in.readLong())),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              Quantity.of(in.readLong()),
              Instant.parse(in.readUTF()),
              Duration.parse(in.readUTF()));
        }
      };
}
