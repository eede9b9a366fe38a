// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.reporting.morning.MorningFormat.Rows;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
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
final class AgingOrders implements AutoCloseable {
  /** Stands for the item of an order whose stored facts cannot be read. */
  static final String UNREADABLE = "not readable";

  private final Instant snapshot;
  private final DiskBackedList<AgingUnits> listed;
  private MorningSummary.Aging totals = MorningSummary.Aging.NONE;

  AgingOrders(Instant snapshot, Path spool) {
    this.snapshot = snapshot;
    this.listed = new DiskBackedList<>(spool, NOTATION);
  }

  /** Adds the order facts of a key. */
  void add(StockKey key, String upca, List<OrderFacts> orders) {
    for (OrderFacts order : orders) {
      // The order is deducted nowhere, so a person has to see it, regardless of its age.
      if (order.error().isPresent()) {
        listed.add(
            new AgingUnits(
                key,
                upca,
                order.orderId(),
                UNREADABLE,
                StockQuantity.ZERO,
                snapshot,
                Duration.ZERO));
      }
      for (OrderFacts.Shipped item : order.shipped()) {
        StockQuantity units = item.unknownAt(snapshot);
        if (!units.isZero()) {
          add(
              new AgingUnits(
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

  private void add(AgingUnits units) {
    totals = totals.plus(units);
    if (units.olderThan(MorningSummary.Aging.DAYS.getFirst())) {
      listed.add(units);
    }
  }

  @Override
  public void close() throws IOException {
    listed.close();
  }

  MorningSummary.Aging totals() {
    return totals;
  }

  /** The items that are older than the lowest counted age. */
  Rows<AgingUnits> listed() {
    return listed::each;
  }

  private static final DiskBackedList.RowCodec<AgingUnits> NOTATION =
      new DiskBackedList.RowCodec<>() {
        @Override
        public void write(AgingUnits row, DataOutputStream out) throws IOException {
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
        public AgingUnits read(DataInputStream in) throws IOException {
          return new AgingUnits(
              new StockKey(new FacilityId(in.readUTF()), new CanonicalUpc(in.readLong())),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              StockQuantity.of(in.readLong()),
              Instant.parse(in.readUTF()),
              Duration.parse(in.readUTF()));
        }
      };
}
