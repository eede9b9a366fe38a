// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.masterdata.editions.DecidingInputs;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputKind;
import java.util.List;
import java.util.Map;

/** The answers to decisions about inputs. */
public final class InputDecisionJson {
  private InputDecisionJson() {}

  /** {@code {"inputs":[edition]}}: by kind, the newest first. */
  public static ObjectNode of(Map<InputKind, List<InputEdition>> editions) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    ArrayNode inputs = node.putArray("inputs");
    for (InputKind kind : InputKind.values()) {
      editions.getOrDefault(kind, List.of()).forEach(it -> inputs.add(EditionJson.of(it)));
    }
    return node;
  }

  /**
   * {@code {"outcome":"RELEASED","edition":{...}}}, {@code {"outcome":"RESTORED|STAGED","edition":
   * id of the old one,"report":{...}}} or {@code {"outcome":"IMPOSSIBLE","reason"}}.
   */
  public static ObjectNode of(DecidingInputs.InputDecision decision) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    switch (decision) {
      case DecidingInputs.Released released -> {
        node.put("outcome", "RELEASED");
        node.set("edition", EditionJson.of(released.edition()));
      }
      case DecidingInputs.Restored restored -> {
        boolean staged = restored.report().finding().filter(it -> it.holds()).isPresent();
        node.put("outcome", staged ? "STAGED" : "RESTORED");
        node.put("edition", restored.old().id());
        node.set("report", ImportReportJson.of(restored.report()));
      }
      case DecidingInputs.Impossible impossible ->
          node.put("outcome", "IMPOSSIBLE").put("reason", impossible.sentence());
    }
    return node;
  }
}
