// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.masterdata.InputDecisionJson;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inventory inputs}: lists the editions of inputs, releases a staged one, restores one. */
@Command(
    name = "inputs",
    description =
        "Lists the editions of catalog, facilities, rules and settings; lets a staged one in, or"
            + " restores an old one.",
    mixinStandardHelpOptions = true)
final class InputsCommand implements Callable<Integer> {
  private static final String FUNCTION = "DecideInputsFunction";

  @Mixin private SystemOptions system = new SystemOptions();

  @ArgGroup private @Nullable InputChoice choice;

  @Option(names = "--json", description = "one JSON object: the editions, or the outcome")
  private boolean json;

  /** The decision; the editions are listed without one. */
  static final class InputChoice {
    @Option(
        names = "--release",
        paramLabel = "KIND",
        description = "CATALOG, FACILITIES, RULES, SETTINGS, or SETTINGS/NAME")
    private @Nullable String release;

    @Option(
        names = "--restore",
        paramLabel = "EDITION",
        description = "an edition of the list, as a new one")
    private @Nullable String restore;
  }

  @Override
  public Integer call() throws InterruptedException {
    system.existingData();
    return choice == null ? list() : decide(choice);
  }

  private int list() {
    try (LocalSystem running = system.open(AccessMode.READER)) {
      print(InputDecisionJson.of(running.wiring().decidingInputs().list()));
    }
    return 0;
  }

  private int decide(InputChoice chosen) throws InterruptedException {
    ObjectNode event = JsonCodec.MAPPER.createObjectNode();
    if (chosen.release != null) {
      event.put("decision", "RELEASE").put("input", chosen.release);
    } else {
      event.put("decision", "RESTORE").put("edition", chosen.restore);
    }
    try (LocalSystem running = system.open(AccessMode.WRITER);
        DropRunner drops = new DropRunner(running)) {
      JsonNode outcome = decide(running, event);
      if (outcome.path("outcome").asText().equals("IMPOSSIBLE")) {
        throw CommandFailure.wrongInput(outcome.path("reason").asText());
      }
      drops.awaitQuiet();
      print(outcome);
      return outcome.path("outcome").asText().equals("STAGED") ? CommandFailure.NOT_SETTLED : 0;
    }
  }

  private static JsonNode decide(LocalSystem running, ObjectNode event) {
    try {
      return JsonCodec.read(running.invoke(FUNCTION, JsonCodec.bytes(event)));
    } catch (FunctionError e) {
      throw CommandFailure.wrongInput(e.reason());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(FUNCTION + " did not answer with JSON", e);
    }
  }

  private void print(JsonNode document) {
    if (json) {
      System.out.println(new String(JsonCodec.bytes(document), StandardCharsets.UTF_8));
    } else {
      new InputText(System.out).print(document);
    }
  }
}
