// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputEdition.EditionStatus;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The gate in front of every input: it asks the brake, and either lets an edition in force or
 * stages it. Of a staged edition nothing is in force anywhere. The order of its writes makes every
 * step repeatable: the content first, then the files in force, the log last.
 */
public final class EditionGate {
  private final EditionLog log;
  private final InstantSource clock;

  public EditionGate(EditionLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  public EditionLog log() {
    return log;
  }

  /**
   * A set that is not in force yet.
   *
   * @param name of a settings file; empty for the other kinds
   * @param from the key of the drop, the shop's operation, or the restored edition
   * @param content from which the set can be put in force
   */
  @SuppressWarnings("ArrayRecordComponent") // a proposal is never compared
  public record ProposedEdition(
      InputKind kind,
      String name,
      ImportVersion importVersion,
      EditionOrigin origin,
      String from,
      byte[] content) {}

  /** The result for a proposed edition. */
  public sealed interface GateOutcome {
    /**
     * The report of an import after this result.
     *
     * @param imported the report of the import if its set is in force
     */
    default ImportReport applied(ImportReport imported) {
      return switch (this) {
        case LetIn in -> imported.with(in.edition().finding());
        case StagedEdition staged -> imported.with(staged.edition().finding());
        case ReplacedBefore before ->
            before.edition().since().isPresent()
                ? imported
                : imported.refused(
                    "%s: the brake held it, and a later edition came in its place"
                        .formatted(imported.key()));
        case Outrun outrun ->
            imported.refused(
                "%s: a later edition came in force meanwhile".formatted(imported.key()));
      };
    }
  }

  /** The edition is in force. */
  public record LetIn(InputEdition edition) implements GateOutcome {}

  /** The brake holds the edition; the one in force stays. */
  public record StagedEdition(InputEdition edition) implements GateOutcome {}

  /** The edition was proposed before, and a later one came in its place. It changed nothing. */
  public record ReplacedBefore(InputEdition edition) implements GateOutcome {}

  /** Another writer changed the set in force meanwhile; the proposal may be made again. */
  public record Outrun() implements GateOutcome {}

  /**
   * Proposes an edition; may be repeated.
   *
   * @param brake measures the set
   * @param activation puts the set in force, and may be repeated; false when another writer was
   *     first
   */
  public GateOutcome propose(
      ProposedEdition proposed, Supplier<BrakeFinding> brake, BooleanSupplier activation) {
    Optional<InputEdition> before = known(proposed);
    if (before.isPresent()) {
      return repeated(before.get(), activation);
    }
    Optional<InputEdition> sameStaged =
        log.editions(proposed.kind()).stream()
            .filter(it -> it.isStaged() && it.isOf(proposed.kind(), proposed.name()))
            .filter(it -> it.hasContentOf(proposed.importVersion()))
            .findFirst();
    if (sameStaged.isPresent()) {
      return new StagedEdition(sameStaged.get());
    }
    // An interrupted step put it in force before it was logged.
    boolean inForce =
        log.inForce(proposed.kind(), proposed.name())
            .filter(proposed.importVersion()::equals)
            .isPresent();
    BrakeFinding finding = inForce ? BrakeFinding.notAsked("it was in force already") : brake.get();
    InputEdition edition = edition(proposed, finding);
    log.keep(edition, proposed.content());
    if (finding.holds()) {
      // An event may come twice at once, and what the brake measures may change between the two.
      Optional<InputEdition> meanwhile = known(proposed);
      if (meanwhile.isPresent()) {
        return repeated(meanwhile.get(), activation);
      }
      log.report(edition);
      log.add(edition);
      return new StagedEdition(edition);
    }
    if (!activation.getAsBoolean()) {
      return new Outrun();
    }
    InputEdition letIn = edition.inForce(edition.decided(), false);
    log.add(letIn);
    return new LetIn(letIn);
  }

  // The id has seconds only, and the same content may come back within one.
  private Optional<InputEdition> known(ProposedEdition proposed) {
    return log.find(proposed.kind(), proposed.name(), proposed.importVersion().name())
        .filter(it -> it.importVersion().equals(proposed.importVersion()));
  }

  private static GateOutcome repeated(InputEdition known, BooleanSupplier activation) {
    return switch (known.status()) {
      case STAGED -> new StagedEdition(known);
      case REPLACED -> new ReplacedBefore(known);
      case IN_FORCE -> activation.getAsBoolean() ? new LetIn(known) : new Outrun();
    };
  }

  /** Records that an operator let a staged edition in; its set is in force already. */
  public InputEdition released(InputEdition staged) {
    InputEdition inForce = staged.inForce(clock.instant(), true);
    log.report(inForce);
    log.add(inForce);
    return inForce;
  }

  private InputEdition edition(ProposedEdition proposed, BrakeFinding finding) {
    return new InputEdition(
        proposed.kind(),
        proposed.name(),
        proposed.importVersion(),
        proposed.origin(),
        proposed.from(),
        proposed.kind().contentKey(contentName(proposed)),
        clock.instant(),
        Optional.empty(),
        false,
        finding,
        EditionStatus.STAGED);
  }

  private static String contentName(ProposedEdition proposed) {
    String id = proposed.importVersion().name();
    return proposed.name().isEmpty() ? id : proposed.name() + "/" + id;
  }
}
