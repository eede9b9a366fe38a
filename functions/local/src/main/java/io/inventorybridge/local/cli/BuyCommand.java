// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.kept.PersistentShop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory buy}: a customer in the built-in fake shop, also while it is being served. */
@Command(
    name = "buy",
    description =
        "Buys in the built-in fake shop, if enough is available; the order arrives by feed.",
    mixinStandardHelpOptions = true)
final class BuyCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(paramLabel = "UPCA")
  private String upca = "";

  @Option(names = "--quantity", paramLabel = "N", description = "default: 1")
  private long quantity = 1;

  @Option(names = "--json", description = "one JSON object instead of a sentence")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Path data = system.existingData();
    Optional<JsonNode> served = PersistentShop.buyFromServedShop(data, upca, quantity);
    JsonNode answer = served.isPresent() ? served.get() : buy();
    if (answer.path("outcome").asText().equals("REFUSED")) {
      throw CommandFailure.wrongInput(answer.path("reason").asText());
    }
    System.out.println(
        json ? new String(JsonCodec.bytes(answer), StandardCharsets.UTF_8) : sentence(answer));
    return answer.has("order") ? 0 : CommandFailure.NOT_SETTLED;
  }

  private JsonNode buy() throws InterruptedException {
    try (LocalSystem running = system.open(AccessMode.WRITER)) {
      running.awaitQuiet();
      JsonNode answer = ShopCommand.of(running).customers().buy(upca, quantity);
      running.awaitQuiet();
      return answer;
    }
  }

  private String sentence(JsonNode answer) {
    return answer.has("order")
        ? "order %s: %d of %s".formatted(answer.path("order").asText(), quantity, upca)
        : "the shop does not have %d of %s available".formatted(quantity, upca);
  }
}
