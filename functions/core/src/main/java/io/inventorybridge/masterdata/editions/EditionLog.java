// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import io.inventorybridge.masterdata.editions.InputEdition.EditionStatus;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileReplacement;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The log of editions in the bucket: one list for each kind, replaced by conditional writes, and
 * the content of each edition. The file in force names its edition itself, so the log cannot
 * contradict it: an edition is in force exactly where the functions read it. Thread-safe.
 */
public final class EditionLog {
  /** The metadata of a content that states how its edition came. */
  public static final String ORIGIN = "origin";

  private static final int MOST_ATTEMPTS = 1_000;

  private final FileStore files;
  private final EditionListFormat format;
  private final BackoffPolicy backoff;

  public EditionLog(FileStore files, EditionListFormat format, BackoffPolicy backoff) {
    this.files = files;
    this.format = format;
    this.backoff = backoff;
  }

  /** The editions of a kind, the newest first, with their present status. */
  public List<InputEdition> editions(InputKind kind) {
    return present(kind, reading(kind).list());
  }

  /** The editions with their status by the files in force. */
  private List<InputEdition> present(InputKind kind, EditionList list) {
    return list.editions().stream()
        .map(
            edition -> {
              Optional<ImportVersion> inForce = inForce(kind, edition.name());
              if (inForce.filter(edition.importVersion()::equals).isPresent()) {
                return edition.with(EditionStatus.IN_FORCE);
              }
              return edition.isStaged() && !isOutrun(edition, inForce)
                  ? edition
                  : edition.with(EditionStatus.REPLACED);
            })
        .toList();
  }

  // A restore may come in force while an older drop is still judged: then that one is not staged.
  private static boolean isOutrun(InputEdition edition, Optional<ImportVersion> inForce) {
    return inForce
        .flatMap(it -> it.refusal(edition.from(), edition.importVersion().uploaded()))
        .isPresent();
  }

  /** Finds an edition with its present status. */
  public Optional<InputEdition> find(InputKind kind, String name, String id) {
    return reading(kind).list().find(name, id).stream()
        .flatMap(edition -> present(kind, new EditionList(List.of(edition))).stream())
        .findFirst();
  }

  /** The import version in force; empty before the first one. */
  public Optional<ImportVersion> inForce(InputKind kind, String name) {
    return ImportVersion.active(files, kind.inForceKey(name));
  }

  /** Keeps the content of an edition before it is decided. */
  void keep(InputEdition edition, byte[] content) {
    files.put(edition.content(), Content.of(content), Map.of(ORIGIN, edition.origin().name()));
  }

  /** Reads the content of an edition; empty when it was removed. */
  public Optional<byte[]> content(InputEdition edition) {
    return files.read(edition.content());
  }

  /** Adds an edition that was staged, or is in force. Adding it again changes nothing. */
  void add(InputEdition edition) {
    change(edition.kind(), list -> list.with(edition));
  }

  /** Writes the document from which page and notice about a staged edition are made. */
  void report(InputEdition staged) {
    files.put(staged.stagedKey(), Content.of(format.document(staged)), Map.of());
  }

  /** Reads the document about a staged edition; empty when it was removed. */
  public Optional<InputEdition> reported(String key) {
    return files.read(key).map(format::readDocument);
  }

  /**
   * The editions that the brake held since a time, the newest first, with their present status.
   * Only the newest of an input can still be staged.
   */
  public List<InputEdition> held(Instant since) {
    Set<String> inputs = new HashSet<>();
    return files.list(StagedReports.PREFIX).stream()
        .filter(file -> file.lastModified().isAfter(since))
        .filter(file -> StagedReports.isStagedReport(file.key()))
        .flatMap(file -> reported(file.key()).stream())
        .sorted(Comparator.comparing(InputEdition::decided).reversed())
        .map(
            edition ->
                inputs.add(edition.input())
                    ? present(edition.kind(), new EditionList(List.of(edition))).getFirst()
                    : edition.with(EditionStatus.REPLACED))
        .toList();
  }

  private void change(InputKind kind, UnaryOperator<EditionList> change) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Reading before = reading(kind);
      EditionList kept = change.apply(before.list()).kept();
      if (kept.equals(before.list()) || isWritten(kind, before.file(), kept)) {
        removeContents(before.list().editions(), kept);
        return;
      }
      backoff.pause(attempt);
    }
    throw new StorageFailure(
        "replacing " + kind.listKey(),
        new IllegalStateException("written by others %d times".formatted(MOST_ATTEMPTS)));
  }

  private void removeContents(List<InputEdition> before, EditionList kept) {
    for (InputEdition edition : before) {
      if (kept.editions().stream().noneMatch(it -> it.content().equals(edition.content()))) {
        files.delete(edition.content());
      }
    }
  }

  private boolean isWritten(InputKind kind, Optional<StoredFile> there, EditionList list) {
    return FileReplacement.isWritten(
        files, kind.listKey(), there, Content.of(format.write(list)), Map.of());
  }

  private record Reading(Optional<StoredFile> file, EditionList list) {}

  private Reading reading(InputKind kind) {
    for (int attempt = 1; ; attempt++) {
      Optional<StoredFile> file = files.find(kind.listKey());
      if (file.isEmpty()) {
        return new Reading(file, EditionList.EMPTY);
      }
      try (InputStream in = files.open(file.get())) {
        return new Reading(file, format.read(in.readAllBytes()));
      } catch (FileChanged e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        backoff.pause(attempt);
      } catch (IOException e) {
        throw new StorageFailure("reading " + kind.listKey(), e);
      }
    }
  }
}
