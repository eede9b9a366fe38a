// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SnapshotTime.From;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.SnapshotSettings;
import io.inventorybridge.support.files.StoredFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One version of a dropped file with everything that its name, its metadata and its settings say
 * about it, before its first byte is read.
 *
 * @param uploaded when it was first uploaded; a released file keeps the time of its first drop
 * @param snapshot its snapshot time; derived from the upload where the stated one is invalid
 * @param badFolder the reason why its folder holds it
 * @param badSnapshot the reason why its stated snapshot time is invalid
 * @param corrects the delivery whose rejects it was cut from, as far as its metadata or name tells
 * @param released the held delivery that an operator released as this drop
 */
record IncomingDrop(
    StoredFile file,
    SourceObject object,
    String source,
    DeliveryKind kind,
    String name,
    Instant uploaded,
    SnapshotTime snapshot,
    Optional<IncomingObjectKey.FolderProblem> badFolder,
    Optional<String> badSnapshot,
    Optional<DeliveryId> corrects,
    Optional<DeliveryRecord> released,
    InstallationSettings settings) {
  // An id has four digits for the year.
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  static IncomingDrop of(
      StoredFile file,
      IncomingObjectKey key,
      Optional<DeliveryRecord> released,
      InstallationSettings settings) {
    SourceObject object = SourceObject.of(file);
    DeliveryKind kind = released.map(DeliveryRecord::kind).orElse(key.kind());
    String name = released.map(record -> record.drop().name()).orElse(object.name());
    Instant uploaded = released.map(DeliveryRecord::uploaded).orElse(object.at());
    ResolvedSnapshot snapshot =
        released.isPresent() && !file.metadata().containsKey(BucketLayout.SNAPSHOT_TIME)
            ? new ResolvedSnapshot(released.get().snapshot(), Optional.empty())
            : ResolvedSnapshot.of(
                SnapshotTimeResolver.of(file.metadata(), name, uploaded, settings.snapshot()),
                uploaded,
                settings.snapshot());
    return new IncomingDrop(
        file,
        object,
        released.map(DeliveryRecord::source).orElse(key.source()),
        kind,
        name,
        uploaded,
        snapshot.time(),
        key.problem(),
        snapshot.problem(),
        released.isPresent()
            ? released.get().corrects()
            : corrected(
                kind, Optional.ofNullable(file.metadata().get(BucketLayout.DELIVERY)), name),
        released,
        settings);
  }

  /** Tells why a drop under {@code released/} must not be read; empty for any other drop. */
  static Optional<String> refusal(IncomingObjectKey key, Optional<DeliveryRecord> released) {
    return key.released().isPresent()
            && released.filter(record -> record.status() == Status.RELEASED).isEmpty()
        ? Optional.of("%s was not released".formatted(key.released().get()))
        : Optional.empty();
  }

  // The metadata of a rejects file names its delivery, and so does the file's name, which survives
  // a
  // download.
  private static Optional<DeliveryId> corrected(
      DeliveryKind kind, Optional<String> metadata, String name) {
    if (kind != DeliveryKind.CORRECTION) {
      return Optional.empty();
    }
    return metadata
        .filter(DeliveryId::isDeliveryId)
        .map(DeliveryId::new)
        .or(() -> DeliveryId.findIn(name));
  }

  /**
   * The id of the delivery. A released one keeps its id unless another snapshot time was stated; a
   * file whose delivery was undone gets the id of the next round.
   *
   * @param ofSource all deliveries of the source
   */
  DeliveryId id(String sha256, List<DeliveryRecord> ofSource) {
    DeliveryId first = DeliveryId.of(snapshot.at(), source, sha256);
    Optional<DeliveryId> held =
        released.map(DeliveryRecord::id).filter(id -> id.round(1).equals(first));
    if (held.isPresent()) {
      return held.get();
    }
    return ofSource.stream()
        .filter(record -> record.id().round(1).equals(first))
        .max(Comparator.comparingInt(record -> record.id().round()))
        .map(last -> last.isVoid() ? first.round(last.id().round() + 1) : last.id())
        .orElse(first);
  }

  boolean isReleased() {
    return released.isPresent();
  }

  private record ResolvedSnapshot(SnapshotTime time, Optional<String> problem) {
    static ResolvedSnapshot of(
        SnapshotTimeResolver.ResolvedTime found, Instant uploaded, SnapshotSettings settings) {
      Instant otherwise = uploaded.minus(settings.snapshotLead());
      return switch (found) {
        case SnapshotTimeResolver.ResolvedTime.Resolved at ->
            hasUsableYear(at.snapshot().at())
                ? new ResolvedSnapshot(at.snapshot(), Optional.empty())
                : invalid(
                    "the snapshot time %s is not in the years %d to %d"
                        .formatted(at.snapshot().at(), FIRST_YEAR, LAST_YEAR),
                    otherwise);
        case SnapshotTimeResolver.ResolvedTime.Unusable unusable ->
            invalid(unusable.sentence(), otherwise);
      };
    }

    private static ResolvedSnapshot invalid(String sentence, Instant otherwise) {
      return new ResolvedSnapshot(new SnapshotTime(otherwise, From.UPLOAD), Optional.of(sentence));
    }

    private static boolean hasUsableYear(Instant at) {
      int year = at.atOffset(ZoneOffset.UTC).getYear();
      return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
  }
}
