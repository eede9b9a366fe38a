// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
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
  @Mixin private MasterDataFiles masters = new MasterDataFiles();

  @Option(names = "--json", description = "one JSON object instead of sentences")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    masters.check();
    if (masters.isEmpty()) {
      throw CommandFailure.wrongInput("give --catalog, --facilities, --rules or --orders");
    }
    List<JsonNode> reports = new ArrayList<>();
    int code;
    try (LocalSystem running = system.open(AccessMode.WRITER);
        DropRunner drops = new DropRunner(running)) {
      code = masters.importInto(drops, reports::add);
    }
    if (json) {
      ObjectNode document = JsonCodec.MAPPER.createObjectNode();
      document.putArray("imports").addAll(reports);
      System.out.println(new String(JsonCodec.bytes(document), StandardCharsets.UTF_8));
    } else {
      reports.forEach(report -> System.out.println(MasterDataFiles.sentence(report)));
    }
    return code;
  }
}
