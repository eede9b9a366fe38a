// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.ResetParts;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
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
public final class PartFiles {
  private static final String RESET_SHA256 = "reset-sha256";
  private static final String MILLISECONDS = "milliseconds";

  private final Files files;
  private final Function<DeliveryId, Optional<Manifest>> manifests;
  private final ResetParts resetParts;
  private final VarianceParts varianceParts;

  public PartFiles(
      Files files,
      Function<DeliveryId, Optional<Manifest>> manifests,
      ResetParts resetParts,
      VarianceParts varianceParts) {
    this.files = files;
    this.manifests = manifests;
    this.resetParts = resetParts;
    this.varianceParts = varianceParts;
  }

  /** A part as the manifest of its delivery names it. */
  public record Cut(Manifest manifest, Manifest.Part part) {
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
  public Manifest manifest(DeliveryId delivery) {
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
  public Cut cut(DeliveryId delivery, PartName name) {
    Manifest manifest = manifest(delivery);
    return new Cut(
        manifest,
        manifest
            .part(name)
            .orElseThrow(
                () ->
                    new PartMismatch(
                        "the manifest of %s names no %s, so that file is not applied"
                            .formatted(delivery, name))));
  }

  /** Reads the rows of a reset part; the caller closes the stream. */
  public Stream<ResetRow> reset(Cut cut, long from) {
    String key = BucketKeys.reset(cut.delivery(), cut.name());
    StoredFile file = files.find(key).orElseThrow(() -> new PartMismatch("there is no " + key));
    String sha256 = file.metadata().getOrDefault(BucketKeys.SHA256, "none");
    if (!sha256.equals(cut.part().sha256())) {
      throw new PartMismatch(
          "%s states checksum %s, the manifest %s".formatted(key, sha256, cut.part().sha256()));
    }
    return resetParts.rows(files.open(file), from);
  }

  /** Reads the rows of the variance file that was computed from this reset part. */
  public List<VarianceRow> variance(Cut cut) {
    String key = BucketKeys.variance(cut.delivery(), cut.name());
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
  public void storeVariance(Cut cut, List<VarianceRow> rows, Duration took) {
    files.put(
        BucketKeys.variance(cut.delivery(), cut.name()),
        Content.of(varianceParts.write(rows)),
        Map.of(
            BucketKeys.DELIVERY,
            cut.delivery().value(),
            BucketKeys.PART,
            cut.name().toString(),
            RESET_SHA256,
            cut.part().sha256(),
            BucketKeys.ROWS,
            Integer.toString(rows.size()),
            MILLISECONDS,
            Long.toString(took.toMillis())));
  }

  /** The time that computing the variance of a part took; zero without a variance file. */
  public Duration varianceTook(Cut cut) {
    return files
        .find(BucketKeys.variance(cut.delivery(), cut.name()))
        .map(file -> file.metadata().get(MILLISECONDS))
        .map(written -> Duration.ofMillis(Long.parseLong(written)))
        .orElse(Duration.ZERO);
  }
}
