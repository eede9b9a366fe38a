// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import io.inventorybridge.masterdata.editions.InputEdition.EditionStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The editions of one kind, the newest first. It keeps the last ten, the staged one and the one in
 * force. Immutable.
 */
public record EditionList(List<InputEdition> editions) {
  /** The number of editions that are listed. */
  public static final int LISTED = 10;

  // Of equal times the order of the list stays.
  private static final Comparator<InputEdition> NEWEST_FIRST =
      Comparator.comparing(InputEdition::decided).reversed();

  public static final EditionList EMPTY = new EditionList(List.of());

  public EditionList {
    editions = editions.stream().sorted(NEWEST_FIRST).toList();
  }

  Optional<InputEdition> find(String name, String id) {
    return editions.stream().filter(it -> it.name().equals(name) && it.id().equals(id)).findFirst();
  }

  Optional<InputEdition> staged(String name) {
    return editions.stream().filter(it -> it.name().equals(name) && it.isStaged()).findFirst();
  }

  /**
   * The list after an edition was staged or came in force: it takes the place of the one of the
   * same name that was. The same content again takes the place of its earlier edition. An edition
   * that was let in is not staged any more, although another attempt of the same event held it.
   */
  EditionList with(InputEdition added) {
    if (added.isStaged()
        && find(added.name(), added.id())
            .filter(it -> it.importVersion().equals(added.importVersion()))
            .filter(it -> it.since().isPresent())
            .isPresent()) {
      return this;
    }
    List<InputEdition> next = new ArrayList<>();
    next.add(added);
    for (InputEdition other : editions) {
      if (other.isOf(added.kind(), added.name())) {
        if (!other.id().equals(added.id()) && !isSameAgain(other, added)) {
          next.add(isReplacedBy(other, added) ? other.with(EditionStatus.REPLACED) : other);
        }
      } else {
        next.add(other);
      }
    }
    return new EditionList(next);
  }

  // A staged edition leaves the one in force where it is; any newer edition replaces a staged one.
  private static boolean isReplacedBy(InputEdition other, InputEdition added) {
    return other.isStaged() || !added.isStaged();
  }

  // A refresh of an unchanged shop, many times a day, must not crowd out what can be restored.
  private static boolean isSameAgain(InputEdition other, InputEdition added) {
    return other.status() == added.status() && other.hasContentOf(added.importVersion());
  }

  /** The list without the editions that are too old. */
  EditionList kept() {
    List<InputEdition> kept = new ArrayList<>();
    for (InputEdition edition : editions) {
      if (edition.status() != EditionStatus.REPLACED || kept.size() < LISTED) {
        kept.add(edition);
      }
    }
    return new EditionList(kept);
  }
}
