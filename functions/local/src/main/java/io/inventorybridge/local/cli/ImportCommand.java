// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.Json;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.Mode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inventory import}: imports catalog, facilities, rules and orders without a delivery. */
@Command(
    name = "import",
    description = "Drops a catalog, facilities, rules or orders, and waits for their import.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();
  @Mixin private MasterFiles masters = new MasterFiles();

  @Option(names = "--json", description = "one JSON object instead of sentences")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    masters.check();
    if (masters.isEmpty()) {
      throw CommandFailure.wrongInput("give --catalog, --facilities, --rules or --orders");
    }
    List<JsonNode> reports = new ArrayList<>();
    try (LocalSystem running = system.open(Mode.WRITER);
        Drops drops = new Drops(running)) {
      masters.importInto(drops, reports::add);
    }
    if (json) {
      ObjectNode document = Json.MAPPER.createObjectNode();
      document.putArray("imports").addAll(reports);
      System.out.println(new String(Json.bytes(document), StandardCharsets.UTF_8));
    } else {
      reports.forEach(report -> System.out.println(MasterFiles.sentence(report)));
    }
    return 0;
  }
}
