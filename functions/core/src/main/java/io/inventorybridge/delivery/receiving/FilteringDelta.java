// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.Deliveries.Written;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.Drop;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.OnHand;
import io.inventorybridge.delivery.Paperwork;
import io.inventorybridge.delivery.rows.RowScanner;
import io.inventorybridge.files.FileChanged;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.StoredFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The intake of a dropped delta file. It reads the file to its last byte and then sends its parts,
 * holds it, or reports a duplicate. It restarts rather than resumes, may run any number of times
 * for one drop, and may be killed anywhere. Two conditional writes decide: the manifest decides the
 * cut, and the delivery's record decides whether it is accepted or held. Nothing is written under
 * {@code reset/} before both. Safe for use by many threads.
 */
public final class FilteringDelta {
  /** How often a file may be replaced between finding and opening it. */
  private static final int MOST_TRIES = 5;

  private final Files files;
  private final Deliveries deliveries;
  private final Paperwork paperwork;
  private final OnHand onHand;
  private final RowScanner scanner;
  private final Reference reference;
  private final InstantSource clock;
  private final Path disk;

  /**
   * @param clock only measures durations
   * @param disk an existing directory on local disk with room for the rows that are kept or
   *     rejected
   */
  public FilteringDelta(
      Files files,
      Deliveries deliveries,
      Paperwork paperwork,
      OnHand onHand,
      RowScanner scanner,
      Reference reference,
      InstantSource clock,
      Path disk) {
    this.files = files;
    this.deliveries = deliveries;
    this.paperwork = paperwork;
    this.onHand = onHand;
    this.scanner = scanner;
    this.reference = reference;
    this.clock = clock;
    this.disk = disk;
  }

  /**
   * Processes the file that is stored under a key now.
   *
   * @param run the unique name of this run; part of the keys of the files it stages
   * @throws IllegalArgumentException when the key is not the key of a drop; the message says why
   * @throws io.inventorybridge.files.StorageFailure when a store or the local disk fails; can be
   *     retried
   */
  public Received run(String key, String run) {
    IncomingDrop drop = IncomingDrop.parse(key);
    for (int tries = 1; ; tries++) {
      Optional<StoredFile> file = files.find(key);
      if (file.isEmpty()) {
        return new Received.Ignored(key, "%s is not there any more".formatted(key));
      }
      Optional<DeliveryRecord> known = recordOf(drop, Drop.of(file.get()));
      if (known.isPresent()) {
        return goOn(known.get());
      }
      try {
        return new OneDrop(this, drop, file.get(), run).receive();
      } catch (FileChanged e) {
        if (tries == MOST_TRIES || !e.expected().key().equals(key)) {
          throw e;
        }
      }
    }
  }

  /** Completes the decision of an earlier run, perhaps of the same drop. */
  Received goOn(DeliveryRecord record) {
    return switch (record.status()) {
      case RUNNING -> {
        linkRelease(record);
        Manifest cut =
            paperwork
                .manifest(record.id())
                .orElseThrow(
                    () -> new IllegalStateException(record.id() + " runs without a manifest"));
        demandBackfill(cut);
        new PartsOnTheWay(files, deliveries).send(cut);
        yield new Received.Accepted(record.id(), record.parts(), record.rows());
      }
      case HELD -> {
        paperwork.keepHeld(record);
        yield reported(record);
      }
      case SETTLED -> {
        // An operator may have retried it before the run that accepted it was complete.
        linkRelease(record);
        yield new Received.Accepted(record.id(), record.parts(), record.rows());
      }
      case QUARANTINED, RELEASED, REFUSED -> reported(record);
    };
  }

  // A change of the catalog looks for accepted deliveries afterwards, and this delivery is accepted
  // before the catalog is read here. So one of the two sees the other.
  private void demandBackfill(Manifest cut) {
    String catalog = reference.catalogIndex().map(CatalogIndex::version).orElse("");
    String facilities = reference.facilityDirectory().version();
    if (!catalog.isEmpty()
        && !(catalog.equals(cut.catalogVersion()) && facilities.equals(cut.facilitiesVersion()))) {
      files.put(
          BucketKeys.backfillRequest(catalog + facilities, cut.delivery()),
          Files.Content.of(new byte[0]),
          Map.of());
    }
  }

  private Received reported(DeliveryRecord record) {
    return new Received.Reported(
        paperwork.keep(DeliveryReport.of(record, deliveries.parts(record.id()))));
  }

  private void linkRelease(DeliveryRecord record) {
    record.releasedFrom().ifPresent(held -> linkRelease(held, record.id()));
  }

  /** Records in a held delivery the delivery it was released as, unless it has such a record. */
  void linkRelease(DeliveryId held, DeliveryId became) {
    Optional<DeliveryRecord> found = deliveries.find(held);
    while (found.isPresent() && isUnlinked(found.get())) {
      found =
          switch (deliveries.replace(found.get().releasedAs(became))) {
            case Written.Done<DeliveryRecord> done -> Optional.of(done.record());
            case Written.Conflict<DeliveryRecord> conflict -> conflict.present();
          };
    }
    // The run that linked them may have died before its report.
    found
        .filter(record -> record.releasedAs().isPresent())
        .ifPresent(record -> paperwork.keep(DeliveryReport.of(record, deliveries.parts(held))));
  }

  // A delivery that continued by itself meanwhile was not released as another one.
  private static boolean isUnlinked(DeliveryRecord held) {
    return held.status() == DeliveryRecord.Status.RELEASED && held.releasedAs().isEmpty();
  }

  private Optional<DeliveryRecord> recordOf(IncomingDrop drop, Drop version) {
    String source = drop.released().map(id -> id.source()).orElse(drop.source());
    return deliveries.ofSource(source).stream()
        .filter(record -> record.drop().equals(version))
        .findFirst();
  }

  Files files() {
    return files;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  Paperwork paperwork() {
    return paperwork;
  }

  OnHand onHand() {
    return onHand;
  }

  RowScanner scanner() {
    return scanner;
  }

  Reference reference() {
    return reference;
  }

  InstantSource clock() {
    return clock;
  }

  Path disk() {
    return disk;
  }
}
