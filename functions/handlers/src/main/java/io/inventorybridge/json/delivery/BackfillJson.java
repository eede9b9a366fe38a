// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.backfill.PlanningBackfill.Asked;
import io.inventorybridge.backfill.PlanningBackfill.Plan;
import io.inventorybridge.json.JsonCodec;

/** The plan of a backfill as JSON. */
public final class BackfillJson {
  private BackfillJson() {}

  /**
   * {@code {"catalogVersion","facilitiesVersion","upcas":[],"stores":[],"deliveries":[{"delivery",
   * "backfill","products":n,"original":"KEPT|GONE"}]}}; UPCAs are canonical.
   */
  public static byte[] write(Plan plan) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    node.put("catalogVersion", plan.version().catalog());
    node.put("facilitiesVersion", plan.version().facilities());
    ArrayNode upcas = node.putArray("upcas");
    plan.products().forEach(upc -> upcas.add(upc.toString()));
    ArrayNode stores = node.putArray("stores");
    plan.stores().forEach(store -> stores.add(store.value()));
    ArrayNode deliveries = node.putArray("deliveries");
    for (Asked asked : plan.deliveries()) {
      deliveries
          .addObject()
          .put("delivery", asked.original().value())
          .put("backfill", asked.backfill().value())
          .put("products", asked.products())
          .put("original", asked.originalKept().name());
    }
    return JsonCodec.bytes(node);
  }
}
