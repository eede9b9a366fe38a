// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.orders.ProjectingOrders;
import io.inventorybridge.orders.ProjectingOrders.Reached;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Projects orders again after a change of the facilities: those that name a facility whose kind
 * changed. Every version it starts from is recorded under {@code index/followed/} until a run has
 * completed the change from that version. So interrupted or concurrent runs leave nothing out.
 */
public final class ApplyingFacilityChanges {
  private static final String MARKS = "index/followed/";
  private static final String FACILITY = "facility";
  private static final String AFTER = "after";

  private final FileStore files;
  private final ReferenceDataHistory versions;
  private final ProjectingOrders projecting;

  public ApplyingFacilityChanges(
      FileStore files, ReferenceDataHistory versions, ProjectingOrders projecting) {
    this.files = files;
    this.versions = versions;
    this.projecting = projecting;
  }

  /**
   * Follows the change until the time is used up; it then requests the rest.
   *
   * @return the orders that could not be projected because of a stored record
   */
  public List<RecordingOrders.Unrecordable> run(BooleanSupplier timeIsLeft) {
    String version = versions.activeFacilitiesVersion();
    Optional<FacilityDirectory> now = versions.facilities(version);
    if (now.isEmpty()) {
      return List.of();
    }
    if (files.list(MARKS).isEmpty()) {
      mark(ReferenceDataHistory.NOBODY.version());
    }
    mark(version);
    List<String> begun =
        files.list(MARKS).stream().map(file -> file.key().substring(MARKS.length())).toList();
    TreeSet<FacilityId> changed = new TreeSet<>();
    for (String before : begun) {
      // Without the earlier version, every facility may have changed.
      changed.addAll(
          now.get().changedKinds(versions.facilities(before).orElse(ReferenceDataHistory.NOBODY)));
    }
    ProjectingOrders.Progress progress =
        projecting.run(changed, files.find(MARKS + version).flatMap(this::reached), timeIsLeft);
    Optional<Reached> left = progress.next();
    if (left.isPresent()) {
      files.put(
          MARKS + version,
          Content.of(new byte[0]),
          Map.of(FACILITY, ascii(left.get().facility().value()), AFTER, ascii(left.get().after())));
      files.put(BucketLayout.FOLLOW_FACILITIES, Content.of(new byte[0]), Map.of());
      return progress.failed();
    }
    begun.stream()
        .filter(before -> !before.equals(version))
        .forEach(before -> files.delete(MARKS + before));
    return progress.failed();
  }

  private void mark(String version) {
    files.create(MARKS + version, Content.of(new byte[0]), Map.of());
  }

  private Optional<Reached> reached(StoredFile mark) {
    return Optional.ofNullable(mark.metadata().get(FACILITY))
        .map(
            facility ->
                new Reached(
                    new FacilityId(URLDecoder.decode(facility, StandardCharsets.UTF_8)),
                    URLDecoder.decode(
                        mark.metadata().getOrDefault(AFTER, ""), StandardCharsets.UTF_8)));
  }

  // Metadata of the bucket is ASCII, and an id may have any letter.
  private static String ascii(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
