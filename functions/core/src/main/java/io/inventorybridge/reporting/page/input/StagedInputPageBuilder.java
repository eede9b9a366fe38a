// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.input;

import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.BrakeFinding.ChangedPair;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import io.inventorybridge.reporting.page.PageNumberFormat;
import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Fact;
import io.inventorybridge.reporting.page.input.StagedInputPage.PairLine;
import io.inventorybridge.stock.CanonicalUpc;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the page of a staged edition from its document. */
public record StagedInputPageBuilder(OperatorCommands console, ZoneId zone) {
  /**
   * Builds the page.
   *
   * @param staged with its present status
   * @param titles of the products in the list, as far as the catalog knows them
   */
  public StagedInputPage page(InputEdition staged, Map<CanonicalUpc, String> titles) {
    return new StagedInputPage(
        "Staged %s".formatted(staged.input()),
        headline(staged, console),
        facts(staged),
        figures(staged.finding()),
        staged.finding().largest().stream().map(pair -> line(pair, titles)).toList(),
        staged.stagedKey());
  }

  /** The result and the next steps, also for the notice. */
  static PageHeadline headline(InputEdition staged, OperatorCommands console) {
    return switch (staged.status()) {
      case STAGED -> waiting(staged, console);
      case IN_FORCE -> decided(staged, "IN FORCE", "An operator let this edition of %s in.");
      case REPLACED ->
          decided(staged, "REPLACED", "A later edition of %s came in the place of this one.");
    };
  }

  private static PageHeadline decided(InputEdition staged, String status, String sentence) {
    return new PageHeadline(
        PageSeverity.QUIET,
        status,
        sentence.formatted(staged.input()),
        Optional.of(UntrustedText.sentence(staged.finding().sentence())),
        List.of());
  }

  private static PageHeadline waiting(InputEdition staged, OperatorCommands console) {
    return new PageHeadline(
        PageSeverity.ACT,
        "STAGED",
        "An edition of %s waits for a decision; the earlier one stays in force."
            .formatted(staged.input()),
        Optional.of(UntrustedText.sentence(staged.finding().sentence())),
        List.of(
            Step.of("Was it a mistake? Drop a corrected file: it takes the place of this edition."),
            Step.of("Is it right? Let it in:", console.releaseInput(staged.input())),
            Step.of("Compare it with the other editions:", console.listInputs())));
  }

  private List<Fact> facts(InputEdition staged) {
    return List.of(
        fact("edition", staged.id()),
        fact("came from", staged.from()),
        fact("uploaded", PageNumberFormat.moment(staged.importVersion().uploaded(), zone)),
        fact("judged", PageNumberFormat.moment(staged.decided(), zone)));
  }

  private static List<Fact> figures(BrakeFinding finding) {
    String products = PageNumberFormat.count(finding.products());
    return List.of(
        fact(
            "products whose numbers may change",
            finding.isEstimated()
                ? "%s, estimated on %s"
                    .formatted(products, PageNumberFormat.count(finding.measured()))
                : products),
        fact("pairs above zero now", PageNumberFormat.count(finding.pairs())),
        fact("would fall to 0 or leave the shop", PageNumberFormat.count(finding.falling())),
        fact("would change by more than half", PageNumberFormat.count(finding.changing())),
        fact("would change at all", PageNumberFormat.count(finding.changed())),
        fact(
            "units of the changed pairs",
            "%s now, %s then"
                .formatted(
                    PageNumberFormat.count(finding.unitsNow()),
                    PageNumberFormat.count(finding.unitsThen()))));
  }

  private static Fact fact(String name, String value) {
    return new Fact(name, UntrustedText.of(value));
  }

  private static PairLine line(ChangedPair pair, Map<CanonicalUpc, String> titles) {
    return new PairLine(
        UntrustedText.of(
            Optional.ofNullable(titles.get(CanonicalUpc.of(pair.upca()))).orElse(""), "(no title)"),
        pair.upca(),
        pair.item(),
        pair.location(),
        pair.now(),
        pair.then());
  }
}
