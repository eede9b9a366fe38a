// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.masterdata.editions.EditionBrake;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.EditionGate.GateOutcome;
import io.inventorybridge.masterdata.editions.EditionGate.ProposedEdition;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.editions.RestorableInput;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.support.files.FileStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The editions of the catalog. A dropped file, a refresh and a restored edition all state a whole
 * catalog; each passes the same gate before {@link CatalogActivation} puts it in force.
 */
public final class CatalogEditions implements RestorableInput {
  private final EditionGate gate;
  private final EditionBrake<List<CatalogProduct>> brake;
  private final CatalogActivation activation;

  public CatalogEditions(
      FileStore files,
      ProductCatalog catalog,
      EditionGate gate,
      EditionBrake<List<CatalogProduct>> brake) {
    this.gate = gate;
    this.brake = brake;
    this.activation = new CatalogActivation(files, catalog);
  }

  /**
   * The reason why a catalog of that time must not be proposed; empty when it may. An earlier
   * attempt to activate it may have died after it was overtaken; that one is completed.
   *
   * @param what names it
   */
  public Optional<String> refusal(String what, Instant at) {
    Optional<String> refusal = activation.refusal(what, at);
    if (refusal.isPresent()) {
      activation.settle();
    }
    return refusal;
  }

  /**
   * A whole catalog that is not in force yet.
   *
   * @param from the key of the drop, the shop's operation, or the restored edition
   */
  public record ProposedCatalog(
      List<CatalogProduct> products,
      CatalogIndex index,
      ImportVersion importVersion,
      EditionOrigin origin,
      String from) {
    public ProposedCatalog {
      products = List.copyOf(products);
    }
  }

  /**
   * The result for a proposed catalog.
   *
   * @param replaced what changed in the table; nothing when the catalog is not in force
   */
  public record CatalogOutcome(GateOutcome gate, ProductCatalog.Replaced replaced) {}

  /** Proposes a catalog; may be repeated. */
  public CatalogOutcome propose(ProposedCatalog proposed) {
    return propose(proposed, brake);
  }

  /** Puts a catalog in force without the brake, because an operator decided so. */
  public CatalogOutcome letIn(ProposedCatalog proposed) {
    return propose(proposed, EditionBrake.open());
  }

  private CatalogOutcome propose(
      ProposedCatalog proposed, EditionBrake<List<CatalogProduct>> asked) {
    List<ProductCatalog.Replaced> replaced = new ArrayList<>();
    GateOutcome outcome =
        gate.propose(
            new ProposedEdition(
                InputKind.CATALOG,
                "",
                proposed.importVersion(),
                proposed.origin(),
                proposed.from(),
                CatalogSnapshot.of(proposed.products()).bytes()),
            () -> asked.measure(proposed.products()),
            () -> {
              Optional<ProductCatalog.Replaced> done =
                  activation.run(proposed.products(), proposed.index(), proposed.importVersion());
              done.ifPresent(replaced::add);
              return done.isPresent();
            });
    return new CatalogOutcome(
        outcome, replaced.isEmpty() ? new ProductCatalog.Replaced(0, 0) : replaced.getLast());
  }

  @Override
  public boolean release(InputEdition staged, byte[] content) {
    List<CatalogProduct> products = CatalogSnapshot.read(content);
    return activation.run(products, CatalogIndex.of(products), staged.importVersion()).isPresent();
  }

  @Override
  public ImportReport restore(InputEdition old, byte[] content, Instant at) {
    List<CatalogProduct> products = CatalogSnapshot.read(content);
    CatalogIndex index = CatalogIndex.of(products);
    ImportVersion importVersion =
        new ImportVersion(at, old.importVersion().sha256(), index.version());
    return propose(
            new ProposedCatalog(products, index, importVersion, EditionOrigin.RESTORED, old.id()))
        .gate()
        .applied(ImportReport.restored(ImportingCatalog.KIND, old.id(), importVersion));
  }
}
