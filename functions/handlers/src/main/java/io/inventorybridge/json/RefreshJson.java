// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.sync.refresh.RefreshReport;
import io.inventorybridge.sync.refresh.VariantState;

/** The report of a catalog refresh from the shop. */
public final class RefreshJson {
  private RefreshJson() {}

  public static byte[] write(RefreshReport report) {
    ObjectNode document =
        Json.MAPPER
            .createObjectNode()
            .put("status", report.status().name())
            .put("startedAt", report.startedAt().toString())
            .put("operation", report.operation());
    report.reason().ifPresent(reason -> document.put("reason", reason));
    ObjectNode variants = document.putObject("variants");
    for (VariantState state : VariantState.values()) {
      variants.put(state.name(), report.states().getOrDefault(state, 0L));
    }
    report.version().ifPresent(version -> document.put("version", version));
    document.put("written", report.written()).put("removed", report.removed());
    document.put("notOnline", report.listKey());
    return Json.bytes(document);
  }
}
