// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.support.text.CellText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parsed key of a dropped file: {@code incoming/<source>/[initial/|corrections/|released/]
 * <name>}. The folders {@code initial} and {@code corrections} are recognized without regard to
 * case.
 *
 * @param source {@link #DEFAULT_SOURCE} also for a file that its folder holds
 * @param released the held delivery that an operator released
 * @param problem why the file must be held wherever it was dropped
 */
record IncomingObjectKey(
    String source,
    DeliveryKind kind,
    Optional<DeliveryId> released,
    Optional<FolderProblem> problem) {
  /** The source of files dropped right under {@code incoming/}. */
  static final String DEFAULT_SOURCE = "default";

  private static final String INITIAL = "initial";
  private static final String CORRECTIONS = "corrections";
  private static final String RELEASED = "released";
  private static final List<String> SPECIAL = List.of(INITIAL, CORRECTIONS, RELEASED);

  /** A folder that is not what it seems; one sentence names it and the right one. */
  record FolderProblem(HeldReason reason, String sentence) {}

  /**
   * @throws IllegalArgumentException when the key is not a file under {@code incoming/}
   */
  static IncomingObjectKey parse(String key) {
    if (!key.startsWith(BucketLayout.INCOMING) || key.endsWith("/")) {
      throw new IllegalArgumentException("%s is not a file under incoming/".formatted(key));
    }
    List<String> path = Arrays.asList(key.substring(BucketLayout.INCOMING.length()).split("/", -1));
    List<String> folders = path.subList(0, path.size() - 1);
    if (folders.isEmpty()) {
      return ordinary(DEFAULT_SOURCE);
    }
    String source = folders.getFirst();
    if (!DeliveryId.isSource(source)) {
      return refused(
          HeldReason.BAD_SOURCE,
          "the folder '%s' cannot name a source; a source has up to 64 letters, digits, '.', '_' and '-'; drop the file again under such a folder"
              .formatted(CellText.visible(source)));
    }
    if (SPECIAL.contains(source.toLowerCase(Locale.ROOT))) {
      return refused(
          HeldReason.BAD_SOURCE,
          "the folder incoming/%s/ lacks the source before it; drop the file under incoming/<source>/%s/"
              .formatted(source, source.toLowerCase(Locale.ROOT)));
    }
    return inFolders(source, folders.subList(1, folders.size()), path.getLast());
  }

  private static IncomingObjectKey inFolders(String source, List<String> folders, String name) {
    if (folders.equals(List.of(RELEASED)) && DeliveryId.isDeliveryId(name)) {
      return new IncomingObjectKey(
          source, DeliveryKind.ORDINARY, Optional.of(new DeliveryId(name)), Optional.empty());
    }
    String first = folders.isEmpty() ? "" : folders.getFirst().toLowerCase(Locale.ROOT);
    if (first.equals(INITIAL) || first.equals(CORRECTIONS)) {
      DeliveryKind kind = first.equals(INITIAL) ? DeliveryKind.INITIAL : DeliveryKind.CORRECTION;
      return new IncomingObjectKey(source, kind, Optional.empty(), Optional.empty());
    }
    return folders.stream()
        .filter(IncomingObjectKey::looksSpecial)
        .findFirst()
        .map(
            folder ->
                refused(
                    HeldReason.BAD_FOLDER,
                    "the folder '%s' looks like initial/ or corrections/ and is not read as one; drop the file under incoming/%s/, incoming/%s/initial/ or incoming/%s/corrections/"
                        .formatted(CellText.visible(folder), source, source, source)))
        .orElseGet(() -> ordinary(source));
  }

  private static boolean looksSpecial(String folder) {
    String letters = folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return letters.startsWith("init")
        || letters.startsWith("correct")
        || letters.startsWith("releas")
        || letters.equals("fullload");
  }

  private static IncomingObjectKey ordinary(String source) {
    return new IncomingObjectKey(source, DeliveryKind.ORDINARY, Optional.empty(), Optional.empty());
  }

  // Held for another source, the same bytes can be dropped again in the right folder.
  private static IncomingObjectKey refused(HeldReason reason, String sentence) {
    return new IncomingObjectKey(
        DEFAULT_SOURCE,
        DeliveryKind.ORDINARY,
        Optional.empty(),
        Optional.of(new FolderProblem(reason, sentence)));
  }
}
