// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.ResetPartReader;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The two files of a part. They are paired by name and checked by content: a reset part must match
 * the manifest, and a variance file must name the reset part it was computed from.
 */
public final class PartRepository {
  private static final String RESET_SHA256 = "reset-sha256";
  private static final String MILLISECONDS = "milliseconds";

  private final FileStore files;
  private final Function<DeliveryId, Optional<DeliveryManifest>> manifests;
  private final ResetPartReader resetParts;
  private final VarianceFileFormat varianceParts;

  public PartRepository(
      FileStore files,
      Function<DeliveryId, Optional<DeliveryManifest>> manifests,
      ResetPartReader resetParts,
      VarianceFileFormat varianceParts) {
    this.files = files;
    this.manifests = manifests;
    this.resetParts = resetParts;
    this.varianceParts = varianceParts;
  }

  /** A part as the manifest of its delivery names it. */
  public record PartRef(DeliveryManifest manifest, DeliveryManifest.Part part) {
    public DeliveryId delivery() {
      return manifest.delivery();
    }

    public PartName name() {
      return part.name();
    }
  }

  /**
   * Reads the manifest of a delivery.
   *
   * @throws PartMismatch when the delivery has none
   */
  public DeliveryManifest manifest(DeliveryId delivery) {
    return manifests
        .apply(delivery)
        .orElseThrow(
            () ->
                new PartMismatch(
                    "%s has no manifest: it was never accepted, so none of its files is applied"
                        .formatted(delivery)));
  }

  /**
   * Finds a part.
   *
   * @throws PartMismatch when no delivery has such a part
   */
  public PartRef part(DeliveryId delivery, PartName name) {
    DeliveryManifest manifest = manifest(delivery);
    return new PartRef(
        manifest,
        manifest
            .part(name)
            .orElseThrow(
                () ->
                    new PartMismatch(
                        "the manifest of %s names no %s, so that file is not applied"
                            .formatted(delivery, name))));
  }

  /** Tells whether the reset part is stored: until then no step has begun for it. */
  public boolean isStored(PartRef cut) {
    return files.find(BucketLayout.reset(cut.delivery(), cut.name())).isPresent();
  }

  /** Finds the parts of a delivery; none for one without a manifest, which has no rows. */
  public List<PartRef> parts(DeliveryId delivery) {
    return manifests
        .apply(delivery)
        .map(
            manifest -> manifest.parts().stream().map(part -> new PartRef(manifest, part)).toList())
        .orElse(List.of());
  }

  /** Reads the rows of a reset part; the caller closes the stream. */
  public Stream<ResetRow> reset(PartRef cut, long from) {
    String key = BucketLayout.reset(cut.delivery(), cut.name());
    StoredFile file = files.find(key).orElseThrow(() -> new PartMismatch("there is no " + key));
    String sha256 = file.metadata().getOrDefault(BucketLayout.SHA256, "none");
    if (!sha256.equals(cut.part().sha256())) {
      throw new PartMismatch(
          "%s states checksum %s, the manifest %s".formatted(key, sha256, cut.part().sha256()));
    }
    return resetParts.rows(files.open(file), from);
  }

  /**
   * Reads the keys that unusable rows of an initial load name; the caller closes the stream.
   *
   * @param from the number of keys to skip
   */
  public Stream<StockKey> rejectedKeys(DeliveryId delivery, long from) {
    String key = BucketLayout.rejectedKeys(delivery);
    StoredFile file = files.find(key).orElseThrow(() -> new PartMismatch("there is no " + key));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8));
    return in.lines()
        .skip(1 + from)
        .map(PartRepository::rejectedKey)
        .onClose(
            () -> {
              try {
                in.close();
              } catch (IOException e) {
                throw new StorageFailure("closing " + key, e);
              }
            });
  }

  // The number holds digits alone, so the last comma separates it from any facility's name.
  private static StockKey rejectedKey(String line) {
    int comma = line.lastIndexOf(',');
    String store = line.substring(0, comma);
    boolean quoted = store.startsWith("\"");
    return new StockKey(
        new FacilityId(
            quoted ? store.substring(1, store.length() - 1).replace("\"\"", "\"") : store),
        CanonicalUpc.of(line.substring(comma + 1)));
  }

  /** Reads the rows of the variance file that was computed from this reset part. */
  public List<VarianceRow> variance(PartRef cut) {
    String key = BucketLayout.variance(cut.delivery(), cut.name());
    StoredFile file =
        files
            .find(key)
            .orElseThrow(
                () -> new PartMismatch("there is no %s, so its reset waits".formatted(key)));
    String sha256 = file.metadata().getOrDefault(RESET_SHA256, "none");
    if (!sha256.equals(cut.part().sha256())) {
      throw new PartMismatch(
          "%s was computed of a reset part with checksum %s, the manifest says %s"
              .formatted(key, sha256, cut.part().sha256()));
    }
    try (InputStream in = files.open(file)) {
      return varianceParts.read(in);
    } catch (IOException e) {
      throw new StorageFailure("reading " + key, e);
    }
  }

  /** Stores the variance file of a part and replaces an earlier one. */
  public void storeVariance(PartRef cut, List<VarianceRow> rows, Duration took) {
    files.put(
        BucketLayout.variance(cut.delivery(), cut.name()),
        Content.of(varianceParts.write(rows)),
        Map.of(
            BucketLayout.DELIVERY,
            cut.delivery().value(),
            BucketLayout.PART,
            cut.name().toString(),
            RESET_SHA256,
            cut.part().sha256(),
            BucketLayout.ROWS,
            Integer.toString(rows.size()),
            MILLISECONDS,
            Long.toString(took.toMillis())));
  }

  /** The time that computing the variance of a part took; zero without a variance file. */
  public Duration varianceTook(PartRef cut) {
    return files
        .find(BucketLayout.variance(cut.delivery(), cut.name()))
        .map(file -> file.metadata().get(MILLISECONDS))
        .map(written -> Duration.ofMillis(Long.parseLong(written)))
        .orElse(Duration.ZERO);
  }
}
