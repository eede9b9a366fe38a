// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.masterdata.imports.ImportReport;
import java.util.TreeMap;

/** The report of an import as JSON. */
public final class ImportReportJson {
  private ImportReportJson() {}

  /**
   * {@code
   * {"kind","key","status":"IMPORTED|STAGED|REFUSED","reason","rows":{"read","kept","rejected":
   * {REASON:n}},"rejects","version"}}; {@code reason}, {@code rejects} (the key of the rejected
   * rows) and {@code version} may be null. Ignored rows, if any, are counted in {@code
   * "ignored":{REASON:n}} beside {@code rejected}. {@code "brake"} has what the brake measured, if
   * it was asked.
   */
  public static ObjectNode of(ImportReport report) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    node.put("kind", report.kind());
    node.put("key", report.key());
    node.put("status", report.status().name());
    node.put("reason", report.reason().orElse(null));
    ObjectNode rows = node.putObject("rows");
    rows.put("read", report.rows().read());
    rows.put("kept", report.rows().kept());
    ObjectNode rejected = rows.putObject("rejected");
    report.rows().rejected().forEach(rejected::put);
    if (!report.rows().ignored().isEmpty()) {
      ObjectNode ignored = rows.putObject("ignored");
      report.rows().ignored().forEach(ignored::put);
    }
    node.put("rejects", report.rows().rejected().isEmpty() ? null : report.rejectsKey());
    node.put("version", report.version().orElse(null));
    if (!report.contradictions().isEmpty()) {
      ObjectNode contradictions = node.putObject("contradictions");
      new TreeMap<>(report.contradictions())
          .forEach(
              (kind, finding) -> {
                ObjectNode found = contradictions.putObject(kind).put("count", finding.count());
                ArrayNode orders = found.putArray("orders");
                finding.orders().forEach(orders::add);
              });
    }
    report.finding().ifPresent(finding -> node.set("brake", EditionJson.of(finding)));
    return node;
  }
}
