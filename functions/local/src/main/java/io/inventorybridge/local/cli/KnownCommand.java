// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.support.text.CellText;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory known}: declares an order known to Retail Pro. */
@Command(
    name = "known",
    description = "Declares an order known to Retail Pro: its shipped units are not deducted.",
    mixinStandardHelpOptions = true)
final class KnownCommand implements Callable<Integer> {
  private static final String FUNCTION = "DeclareKnownFunction";

  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(paramLabel = "ORDER", description = "its id")
  private String order = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "known since, ISO-8601 with offset; covers units shipped by then; default: now")
  private @Nullable String at;

  @Option(
      names = "--not-yet-received",
      description = "declares the order although no version of it was received")
  private boolean notYetReceived;

  @Option(names = "--json", description = "one JSON object instead of a sentence")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    system.existingData();
    ObjectNode event = JsonCodec.MAPPER.createObjectNode().put("order", order);
    if (at != null) {
      event.put("at", at);
    }
    if (notYetReceived) {
      event.put("notYetReceived", true);
    }
    try (LocalSystem running = system.open(AccessMode.WRITER)) {
      running.awaitQuiet();
      JsonNode outcome = declare(running, event);
      boolean received = !outcome.path("outcome").asText().equals("NOT_RECEIVED");
      if (!received && !json) {
        throw new CommandFailure(
            CommandFailure.NOT_SETTLED,
            "order %s was not received; check its id, or add --not-yet-received"
                .formatted(CellText.visible(order)));
      }
      System.out.println(
          json ? new String(JsonCodec.bytes(outcome), StandardCharsets.UTF_8) : sentence(outcome));
      return received ? 0 : CommandFailure.NOT_SETTLED;
    }
  }

  private static JsonNode declare(LocalSystem running, ObjectNode event) {
    try {
      return JsonCodec.read(running.invoke(FUNCTION, JsonCodec.bytes(event)));
    } catch (FunctionError e) {
      throw CommandFailure.wrongInput(e.reason());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(FUNCTION + " did not answer with JSON", e);
    }
  }

  private static String sentence(JsonNode outcome) {
    return "order %s: %s since %s%s"
        .formatted(
            outcome.path("order").asText(),
            outcome.path("outcome").asText().equals("DECLARED")
                ? "declared known to Retail Pro"
                : "was declared known before,",
            outcome.path("at").asText(),
            outcome.path("received").asBoolean()
                ? ""
                : "; no version of it has been received yet, so the declaration waits");
  }
}
