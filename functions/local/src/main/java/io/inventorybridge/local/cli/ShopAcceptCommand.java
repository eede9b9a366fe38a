// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code inventory shop accept}: an operator's word about one pair. */
@Command(
    name = "accept",
    description =
        "Takes the number that the shop shows for right, where its orders do not tell how many"
            + " units they have taken (NOT_READABLE), and syncs the pair.",
    mixinStandardHelpOptions = true)
final class ShopAcceptCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(paramLabel = "PAIR", description = "the shop's numbers, as item@location")
  private String pair = "";

  @Override
  public Integer call() throws Exception {
    system.existingData();
    try (LocalSystem running = system.open(AccessMode.WRITER)) {
      byte[] answer =
          running.invoke(
              "RecentSyncFunction",
              JsonCodec.bytes(JsonCodec.MAPPER.createObjectNode().put("accept", pair)));
      String refused = JsonCodec.read(answer).path("refused").asText();
      if (!refused.isEmpty()) {
        throw CommandFailure.wrongInput(refused);
      }
      System.out.println(new String(answer, StandardCharsets.UTF_8));
    }
    return 0;
  }
}
