// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import io.inventorybridge.masterdata.imports.ImportReport;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An operator's decisions about inputs: release a staged edition, restore an old one, list all. */
public final class DecidingInputs {
  private final EditionGate gate;
  private final Map<InputKind, RestorableInput> inputs;
  private final InstantSource clock;

  public DecidingInputs(
      EditionGate gate, Map<InputKind, RestorableInput> inputs, InstantSource clock) {
    this.gate = gate;
    this.inputs = Map.copyOf(inputs);
    this.clock = clock;
  }

  /** The result of a decision. */
  public sealed interface InputDecision {}

  /** The staged edition is in force. */
  public record Released(InputEdition edition) implements InputDecision {}

  /**
   * The content of an old edition was proposed as a new one.
   *
   * @param report of the proposal: in force, or staged
   */
  public record Restored(InputEdition old, ImportReport report) implements InputDecision {}

  /** Nothing was changed; one sentence says why. */
  public record Impossible(String sentence) implements InputDecision {}

  /**
   * The last editions of every kind, the newest first, and besides the staged ones and those in
   * force.
   */
  public Map<InputKind, List<InputEdition>> list() {
    return Arrays.stream(InputKind.values())
        .collect(Collectors.toMap(kind -> kind, gate.log()::editions));
  }

  /**
   * Lets a staged edition in; a repetition completes a release that died before its log.
   *
   * @param input a kind, or {@code SETTINGS/<name>} for one settings file
   */
  public InputDecision release(String input) {
    String[] words = input.strip().split("/", 2);
    Optional<InputKind> kind =
        Arrays.stream(InputKind.values())
            .filter(it -> it.name().equals(words[0].toUpperCase(Locale.ROOT)))
            .findFirst();
    if (kind.isEmpty()) {
      return new Impossible(
          "'%s' is not an input; release one of CATALOG, FACILITIES, RULES, SETTINGS"
              .formatted(input));
    }
    List<InputEdition> named =
        gate.log().editions(kind.get()).stream()
            .filter(it -> words.length == 1 || it.name().equals(words[1]))
            .toList();
    List<InputEdition> staged = named.stream().filter(InputEdition::isStaged).toList();
    if (staged.isEmpty()) {
      Optional<InputEdition> unlogged =
          named.stream().filter(InputEdition::isReleasedWithoutLog).findFirst();
      if (unlogged.isPresent()) {
        return new Released(gate.released(unlogged.get()));
      }
      return new Impossible(
          "no edition of %s is staged; see the list of inputs".formatted(input.strip()));
    }
    if (staged.size() > 1) {
      return new Impossible(
          "several settings files are staged; release one of %s"
              .formatted(
                  staged.stream().map(InputEdition::input).collect(Collectors.joining(", "))));
    }
    return release(staged.getFirst());
  }

  private InputDecision release(InputEdition staged) {
    Optional<String> late =
        gate.log()
            .inForce(staged.kind(), staged.name())
            .flatMap(it -> it.refusal(staged.from(), staged.importVersion().uploaded()));
    if (late.isPresent()) {
      return new Impossible(late.get());
    }
    return gate.log()
        .content(staged)
        .<InputDecision>map(
            content -> {
              return input(staged).release(staged, content)
                  ? new Released(gate.released(staged))
                  : new Impossible(
                      "a later edition of %s came in force meanwhile; see the list of inputs"
                          .formatted(staged.input()));
            })
        .orElseGet(() -> removed(staged.id()));
  }

  /** Proposes an old edition as a new one. */
  public InputDecision restore(String edition) {
    List<InputEdition> found = new ArrayList<>();
    for (InputKind kind : InputKind.values()) {
      gate.log().editions(kind).stream()
          .filter(it -> it.id().equals(edition.strip()))
          .forEach(found::add);
    }
    if (found.size() != 1) {
      return new Impossible(
          found.isEmpty()
              ? "there is no edition '%s'; see the list of inputs".formatted(edition.strip())
              : "several inputs have an edition '%s'; drop the file again".formatted(edition));
    }
    InputEdition old = found.getFirst();
    if (old.status() != InputEdition.EditionStatus.REPLACED) {
      return new Impossible(
          old.isStaged()
              ? "edition %s is staged; release %s instead".formatted(old.id(), old.input())
              : "edition %s is in force already".formatted(old.id()));
    }
    return gate.log()
        .content(old)
        .<InputDecision>map(
            content ->
                new Restored(
                    old,
                    input(old)
                        // File times have whole seconds.
                        .restore(old, content, clock.instant().truncatedTo(ChronoUnit.SECONDS))))
        .orElseGet(() -> removed(old.id()));
  }

  private static Impossible removed(String edition) {
    return new Impossible(
        "the content of edition %s was removed; drop the file again".formatted(edition));
  }

  private RestorableInput input(InputEdition edition) {
    return Optional.ofNullable(inputs.get(edition.kind())).orElseThrow();
  }
}
