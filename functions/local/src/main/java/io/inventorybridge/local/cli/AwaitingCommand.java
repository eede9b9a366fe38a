// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code inventory awaiting}: online products that wait for a baseline, and stores that wait for
 * theirs.
 */
@Command(
    name = "awaiting",
    description = "Lists products that wait for a baseline, and stores that wait for theirs.",
    mixinStandardHelpOptions = true)
final class AwaitingCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Option(names = "--json", description = "one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() {
    try (LocalSystem running = system.open(AccessMode.READER)) {
      ProductStates.Snapshot standing = running.wiring().productStates().snapshot();
      SortedMap<CanonicalUpc, ProductState> products = standing.toBeListed();
      SortedSet<FacilityId> stores = standing.storesAwaiting();
      if (json) {
        ObjectNode document = JsonCodec.MAPPER.createObjectNode();
        var list = document.putArray("products");
        products.forEach(
            (upc, state) ->
                list.addObject().put("upca", upc.toString()).put("state", state.name()));
        var awaiting = document.putArray("stores");
        stores.forEach(store -> awaiting.add(store.value()));
        System.out.println(new String(JsonCodec.bytes(document), StandardCharsets.UTF_8));
      } else {
        products.forEach((upc, state) -> System.out.println(upc + " " + state));
        stores.forEach(store -> System.out.println("store " + store + " AWAITING_BASELINE"));
      }
    }
    return 0;
  }
}
