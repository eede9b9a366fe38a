// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.brake.MeasuringInputs;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.InvariantViolation;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.local.simulation.shop.trouble.RunCrash;
import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.editions.DecidingInputs;
import io.inventorybridge.masterdata.editions.DecidingInputs.Released;
import io.inventorybridge.masterdata.editions.DecidingInputs.Restored;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.EditionGate.GateOutcome;
import io.inventorybridge.masterdata.editions.EditionGate.LetIn;
import io.inventorybridge.masterdata.editions.EditionGate.ProposedEdition;
import io.inventorybridge.masterdata.editions.EditionGate.StagedEdition;
import io.inventorybridge.masterdata.editions.EditionListFormat;
import io.inventorybridge.masterdata.editions.EditionLog;
import io.inventorybridge.masterdata.editions.InMemoryEditionListFormat;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputEdition.EditionStatus;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.editions.RestorableInput;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.rules.ImportingRules;
import io.inventorybridge.settings.BrakeSettings;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The imports of catalog, facilities and rules by the real gate and the real brake, on a bucket in
 * memory, and their operator. A {@link BrakeModel} judges the same editions. After every step the
 * file in force and the staged edition have to be those of the model.
 */
final class EditionImports {
  private static final Map<InputKind, String> IN_FORCE =
      new EnumMap<>(
          Map.of(
              InputKind.CATALOG, ImportingCatalog.INDEX,
              InputKind.FACILITIES, ImportingFacilities.INDEX,
              InputKind.RULES, ImportingRules.INDEX));

  private static final int LONGEST_REPEAT = 600;
  private static final int LONGEST_DECISION = 4 * 3_600;
  private static final int RESTORES = 4;

  /** The standing of a kind by the model: the versions in force and staged. */
  private record KindStanding(Optional<String> inForce, Optional<String> staged) {
    static final KindStanding NOTHING = new KindStanding(Optional.empty(), Optional.empty());
  }

  /** A step of an import or of the operator; it may die, and must be repeated then. */
  private interface EditionStep {
    /** The standing after the step, as the model judges it now. */
    KindStanding expected();

    void run();
  }

  private final List<ShopLocationId> locations;
  private final Supplier<Set<CanonicalUpc>> awaiting;
  private final SimulatedTime moments;
  private final Random random;
  private final FaultCounts faults;
  private final IntSupplier deaths;
  private final Runnable decided;
  private final FileStore bucket;
  private final FileStore mortal;
  private final EditionGate gate;

  /** The same log, read by nobody who dies. */
  private final EditionLog log;

  private final DecidingInputs deciding;
  private final MeasuringInputs measuring;
  private final BrakeModel model;
  private final Map<InputKind, Map<String, StatedInputs>> contents = new EnumMap<>(InputKind.class);
  private final Map<InputKind, KindStanding> standings = new EnumMap<>(InputKind.class);
  private final Map<InputKind, String> dropped = new EnumMap<>(InputKind.class);
  private final Map<InputKind, Instant> uploaded = new EnumMap<>(InputKind.class);
  private final Map<InputKind, EditionStep> interrupted = new EnumMap<>(InputKind.class);
  private StatedInputs latest;
  private long uploads;
  private boolean over;

  /**
   * @param published tells whether the shop has confirmed a pair once
   * @param deaths of a thousand calls of the bucket, the number at which an import dies
   * @param decided is told of all that happens later
   */
  EditionImports(
      RetailerBooks retailerBooks,
      StockLedger ledger,
      Predicate<ItemAtLocation> published,
      SimulatedTime moments,
      Random random,
      FaultCounts faults,
      IntSupplier deaths,
      Runnable decided) {
    this.locations = retailerBooks.locations;
    this.awaiting = () -> retailerBooks.awaiting;
    this.moments = moments;
    this.random = random;
    this.faults = faults;
    this.deaths = deaths;
    this.decided = decided;
    int atLeast = 1 + random.nextInt(2);
    bucket = new InMemoryFileStore(moments.withZone(ZoneOffset.UTC));
    mortal = dying(bucket);
    EditionListFormat format = new InMemoryEditionListFormat();
    gate = new EditionGate(new EditionLog(mortal, format, BackoffPolicy.NONE), moments);
    log = new EditionLog(bucket, format, BackoffPolicy.NONE);
    Map<InputKind, RestorableInput> inputs = new EnumMap<>(InputKind.class);
    for (InputKind kind : IN_FORCE.keySet()) {
      inputs.put(kind, restorable());
      contents.put(kind, new HashMap<>());
      standings.put(kind, KindStanding.NOTHING);
    }
    deciding = new DecidingInputs(gate, inputs, moments);
    measuring =
        new MeasuringInputs(
            ledger,
            pairs -> pairs.stream().filter(published).collect(Collectors.toSet()),
            () ->
                new BrakeSettings(
                    BrakeSettings.DEFAULTS.falling(), BrakeSettings.DEFAULTS.changing(), atLeast),
            BoundedParallelism.ONE);
    model = new BrakeModel(retailerBooks::pairs, retailerBooks.known, published, atLeast);
    for (int n = 0; n < RESTORES; n++) {
      moments.in(Duration.ofSeconds(random.nextInt(30 * 3_600)), () -> restore(anyKind()));
    }
  }

  private InputKind anyKind() {
    List<InputKind> kinds = List.copyOf(IN_FORCE.keySet());
    return kinds.get(random.nextInt(kinds.size()));
  }

  // ------------------------------------------------------------------ the sets in force

  /** The files in force, as the code reads them. */
  StatedInputs inForce() {
    StatedInputs all = latest;
    for (InputKind kind : IN_FORCE.keySet()) {
      all = fileInForce(kind).map(content(kind)::get).map(with(all, kind)).orElse(all);
    }
    return all;
  }

  /** The files in force by the model. */
  StatedInputs expected() {
    StatedInputs all = latest;
    for (InputKind kind : IN_FORCE.keySet()) {
      all = standings.get(kind).inForce().map(content(kind)::get).map(with(all, kind)).orElse(all);
    }
    return all;
  }

  private static UnaryOperator<StatedInputs> with(StatedInputs all, InputKind kind) {
    return part -> all.with(kind, part);
  }

  private Map<String, StatedInputs> content(InputKind kind) {
    return contents.get(kind);
  }

  private Optional<String> fileInForce(InputKind kind) {
    return bucket.read(IN_FORCE.get(kind)).map(EditionImports::version);
  }

  private static String version(byte[] content) {
    return new String(content, UTF_8).split(" ", 2)[1];
  }

  // ------------------------------------------------------------------ imports

  /** Imports each file that differs from the one of its kind that was dropped last. */
  void drop(StatedInputs files) {
    latest = files;
    for (InputKind kind : IN_FORCE.keySet()) {
      if (!files.version(kind).equals(dropped.get(kind))) {
        drop(kind);
      }
    }
  }

  private void drop(InputKind kind) {
    String version = latest.version(kind);
    dropped.put(kind, version);
    content(kind).put(version, latest);
    finish(kind);
    Instant at = moments.instant().plusNanos(++uploads);
    uploaded.put(kind, at);
    byte[] file = (kind + " " + version).getBytes(UTF_8);
    ProposedEdition proposed =
        new ProposedEdition(
            kind,
            "",
            new ImportVersion(at, ContentDigest.sha256(file), version),
            EditionOrigin.DROPPED,
            kind.word() + "/" + uploads,
            file);
    attempt(
        kind,
        new EditionStep() {
          @Override
          public KindStanding expected() {
            return proposed(kind, version);
          }

          @Override
          public void run() {
            propose(proposed);
          }
        });
  }

  private KindStanding proposed(InputKind kind, String version) {
    KindStanding now = standings.get(kind);
    if (now.staged().equals(Optional.of(version))) {
      return now;
    }
    StatedInputs inForce = expected();
    return model.holds(
            inForce.ground(awaiting.get()),
            inForce.with(kind, content(kind).get(version)).ground(awaiting.get()))
        ? new KindStanding(now.inForce(), Optional.of(version))
        : new KindStanding(Optional.of(version), Optional.empty());
  }

  private GateOutcome propose(ProposedEdition proposed) {
    InputKind kind = proposed.kind();
    StatedInputs part = content(kind).get(version(proposed.content()));
    GateOutcome outcome =
        gate.propose(
            proposed,
            () -> measuring.measure(inputs(inForce()), inputs(inForce().with(kind, part))),
            () -> {
              putInForce(kind, proposed.content(), proposed.importVersion());
              return true;
            });
    if (!(outcome instanceof LetIn) && !(outcome instanceof StagedEdition)) {
      throw new InvariantViolation("%s was neither let in nor staged: %s".formatted(kind, outcome));
    }
    return outcome;
  }

  private CalculationInputs inputs(StatedInputs files) {
    return files.inputs(locations, awaiting.get());
  }

  private void putInForce(InputKind kind, byte[] content, ImportVersion importVersion) {
    mortal.put(IN_FORCE.get(kind), Content.of(content), importVersion.metadata());
  }

  private void attempt(InputKind kind, EditionStep step) {
    KindStanding before = standings.get(kind);
    KindStanding after = step.expected();
    try {
      step.run();
      standings.put(kind, after);
      note(kind, before, after);
    } catch (RunCrash e) {
      standings.put(kind, either(kind, before, after));
      interrupted.put(kind, step);
      moments.in(
          Duration.ofSeconds(random.nextInt(LONGEST_REPEAT)),
          () -> {
            finish(kind);
            decided.run();
          });
    }
    check(kind);
  }

  // A step that died may have come to its end, and may not.
  private KindStanding either(InputKind kind, KindStanding before, KindStanding after) {
    return new KindStanding(
        fileInForce(kind).equals(after.inForce()) ? after.inForce() : before.inForce(),
        staged(kind).equals(after.staged()) ? after.staged() : before.staged());
  }

  private void finish(InputKind kind) {
    while (interrupted.containsKey(kind)) {
      attempt(kind, interrupted.remove(kind));
    }
  }

  private void note(InputKind kind, KindStanding before, KindStanding after) {
    if (after.staged().isPresent() && !after.staged().equals(before.staged())) {
      faults.note(PublishingFault.EDITION_STAGED);
      if (before.staged().isPresent()) {
        faults.note(PublishingFault.EDITION_REPLACED);
      }
      moments.in(Duration.ofSeconds(random.nextInt(LONGEST_DECISION)), () -> decide(kind));
    } else if (before.staged().isPresent()
        && after.staged().isEmpty()
        && !after.inForce().equals(before.staged())) {
      faults.note(PublishingFault.EDITION_REPLACED);
    }
  }

  private Optional<String> staged(InputKind kind) {
    List<InputEdition> staged = editions(kind).stream().filter(InputEdition::isStaged).toList();
    if (staged.size() > 1) {
      throw new InvariantViolation("%s: staged are %s".formatted(moments.instant(), staged));
    }
    return staged.stream().findFirst().map(it -> it.importVersion().version());
  }

  private void check(InputKind kind) {
    KindStanding standing = standings.get(kind);
    if (!fileInForce(kind).equals(standing.inForce()) || !staged(kind).equals(standing.staged())) {
      throw new InvariantViolation(
          "%s: of %s edition %s is in force and %s is staged, and it has to be %s"
              .formatted(moments.instant(), kind, fileInForce(kind), staged(kind), standing));
    }
  }

  // ------------------------------------------------------------------ the operator

  private void decide(InputKind kind) {
    switch (random.nextInt(4)) {
      case 0, 1 -> release(kind);
      case 2 -> restore(kind);
      default -> {}
    }
  }

  private void release(InputKind kind) {
    if (over) {
      return;
    }
    finish(kind);
    attempt(kind, releasing(kind));
    decided.run();
  }

  private EditionStep releasing(InputKind kind) {
    return new EditionStep() {
      @Override
      public KindStanding expected() {
        KindStanding now = standings.get(kind);
        return now.staged().isPresent() ? new KindStanding(now.staged(), Optional.empty()) : now;
      }

      @Override
      public void run() {
        boolean waits = standings.get(kind).staged().isPresent();
        boolean released = deciding.release(kind.name()) instanceof Released;
        // A repetition completes a release whose file is in force already.
        if (waits && !released) {
          throw new InvariantViolation(
              "%s: a staged edition of %s was not released".formatted(moments.instant(), kind));
        }
        if (released) {
          faults.note(PublishingFault.EDITION_RELEASED);
        }
      }
    };
  }

  // A second is the smallest time between two uploads that the name of an edition tells apart.
  private void restore(InputKind kind) {
    Instant second = moments.instant().truncatedTo(ChronoUnit.SECONDS);
    if (over || !uploaded.getOrDefault(kind, Instant.MAX).isBefore(second)) {
      return;
    }
    finish(kind);
    List<InputEdition> old = editions(kind).stream().filter(EditionImports::isReplaced).toList();
    if (!old.isEmpty()) {
      attempt(kind, restoring(old.get(random.nextInt(old.size()))));
      decided.run();
    }
  }

  private List<InputEdition> editions(InputKind kind) {
    return log.editions(kind);
  }

  private static boolean isReplaced(InputEdition edition) {
    return edition.status() == EditionStatus.REPLACED;
  }

  private EditionStep restoring(InputEdition old) {
    InputKind kind = old.kind();
    return new EditionStep() {
      private boolean isThere() {
        return editions(kind).stream().anyMatch(it -> it.id().equals(old.id()) && isReplaced(it));
      }

      @Override
      public KindStanding expected() {
        return isThere() ? proposed(kind, old.importVersion().version()) : standings.get(kind);
      }

      @Override
      public void run() {
        boolean there = isThere();
        uploaded.put(kind, moments.instant());
        boolean restored = deciding.restore(old.id()) instanceof Restored;
        if (restored != there) {
          throw new InvariantViolation(
              "%s: %s is there: %s, restored is %s"
                  .formatted(moments.instant(), old, there, restored));
        }
        if (restored) {
          faults.note(PublishingFault.EDITION_RESTORED);
        }
      }
    };
  }

  private RestorableInput restorable() {
    return new RestorableInput() {
      @Override
      public boolean release(InputEdition staged, byte[] content) {
        putInForce(staged.kind(), content, staged.importVersion());
        return true;
      }

      @Override
      public ImportReport restore(InputEdition old, byte[] content, Instant at) {
        ImportVersion again =
            new ImportVersion(at, old.importVersion().sha256(), old.importVersion().version());
        return propose(
                new ProposedEdition(
                    old.kind(), "", again, EditionOrigin.RESTORED, old.id(), content))
            .applied(ImportReport.restored(old.kind().word(), old.id(), again));
      }
    };
  }

  /** The operator lets the last files in, and decides nothing more. */
  void settle() {
    over = true;
    for (InputKind kind : IN_FORCE.keySet()) {
      finish(kind);
      KindStanding wanted = new KindStanding(Optional.of(latest.version(kind)), Optional.empty());
      if (!standings.get(kind).equals(wanted)) {
        drop(kind);
        if (!standings.get(kind).equals(wanted)) {
          attempt(kind, releasing(kind));
        }
      }
      if (!standings.get(kind).equals(wanted)) {
        throw new InvariantViolation(
            "%s is not in force: %s, but %s".formatted(kind, wanted, standings.get(kind)));
      }
    }
  }

  private FileStore dying(FileStore real) {
    return (FileStore)
        Proxy.newProxyInstance(
            FileStore.class.getClassLoader(),
            new Class<?>[] {FileStore.class},
            (proxy, method, arguments) -> {
              mayDie();
              try {
                Object result = method.invoke(real, arguments);
                mayDie();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void mayDie() {
    if (random.nextInt(1_000) < deaths.getAsInt()) {
      faults.note(PublishingFault.IMPORT_DIED);
      throw new RunCrash();
    }
  }
}
