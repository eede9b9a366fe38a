// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import io.inventorybridge.local.publishing.MeteredTransport.Use;
import io.inventorybridge.shopify.GraphQlOperation;
import io.inventorybridge.support.figures.FigureDocument;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results that the size tests write into infra/docs/publishing-simulation.md; only with {@code
 * -Dreport=FILE}.
 */
final class SizeSheet {
  private SizeSheet() {}

  static void write(String heading, String test, String sizes, String content) {
    String measured =
        """
        Counted %s on %d processors (%s, Java %s); again by

            mvn -B -ntp test -pl functions/local -am -Dtest=%s \\
              -Dsurefire.failIfNoSpecifiedTests=false%s -Dreport=infra/docs/publishing-simulation.md

        """
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                Runtime.version().feature(),
                test,
                sizes);
    FigureDocument.ofThisRun().ifPresent(document -> document.replace(heading, measured + content));
  }

  /** A table of requests and points by kind. */
  static String requests(Map<GraphQlOperation, Use> uses) {
    StringBuilder table = new StringBuilder("| request | times | points |\n|---|---:|---:|\n");
    Use total = Use.NONE;
    for (Map.Entry<GraphQlOperation, Use> use : new TreeMap<>(uses).entrySet()) {
      String name = use.getKey().file().replaceFirst(".*/", "").replace(".graphql", "");
      row(table, name, use.getValue());
      total = total.plus(use.getValue());
    }
    row(table, "**all**", total);
    return table.toString();
  }

  private static void row(StringBuilder table, String name, Use use) {
    table.append("| %s | %,d | %,d |%n".formatted(name, use.requests(), use.points()));
  }
}
