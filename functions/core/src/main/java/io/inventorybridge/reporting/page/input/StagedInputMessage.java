// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.input;

import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.StagedReports;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a notice about a staged edition: the result, what it would change, the next steps,
 * and a link to the page. It is plain text without text from within a file.
 *
 * @param bucket the bucket of the document and the page
 */
public record StagedInputMessage(OperatorCommands console, String bucket) {
  /**
   * The text.
   *
   * @param page a link; each holder of it may read the page
   * @param until when the link expires
   */
  public String of(InputEdition staged, URI page, Instant until) {
    PageHeadline headline = StagedInputPageBuilder.headline(staged, console);
    BrakeFinding finding = staged.finding();
    List<String> lines = new ArrayList<>();
    lines.add(headline.sentence());
    lines.add("The brake held edition %s: %s.".formatted(staged.id(), finding.sentence()));
    lines.add(
        "Pairs that would change: %d of %d. Their units: %d now, %d then."
            .formatted(
                finding.changed(), finding.pairs(), finding.unitsNow(), finding.unitsThen()));
    lines.add("");
    for (Step step : headline.steps()) {
      lines.add(step.words());
      step.command().ifPresent(lines::add);
    }
    return """
        %s

        Page: %s
        The link works until %s at the latest; the page stays at s3://%s/%s.
        """
        .formatted(
            String.join("\n", lines), page, until, bucket, StagedReports.page(staged.stagedKey()));
  }
}
