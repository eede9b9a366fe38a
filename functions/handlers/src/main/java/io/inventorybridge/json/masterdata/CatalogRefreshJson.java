// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.refresh.CatalogRefreshReport;
import io.inventorybridge.shopsync.refresh.VariantState;

/** The report of a catalog refresh from the shop. */
public final class CatalogRefreshJson {
  private CatalogRefreshJson() {}

  public static byte[] write(CatalogRefreshReport report) {
    ObjectNode document =
        JsonCodec.MAPPER
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
    return JsonCodec.bytes(document);
  }
}
