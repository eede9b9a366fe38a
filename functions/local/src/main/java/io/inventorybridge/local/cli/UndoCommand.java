// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.local.statemachine.WaitStrategy;
import io.inventorybridge.support.files.StoredFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory undo}: declares an accepted delivery void. */
@Command(
    name = "undo",
    description =
        "Declares an accepted delivery void; its products fall back to the numbers before it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UndoCommand implements Callable<Integer> {
  private static final String FUNCTION = "UndoDeliveryFunction";
  private static final String MACHINE = "DeliveryUndo";
  private static final String IMPOSSIBLE = "UndoImpossible";
  private static final WaitStrategy PAUSE = WaitStrategy.atMost(Duration.ofSeconds(5));

  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(paramLabel = "DELIVERY", description = "delivery id, as in its report")
  private String delivery = "";

  @Option(names = "--dry-run", description = "shows what would change, and changes nothing")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "one JSON object: the undo and the report after it, or the preview")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    system.existingData();
    try (LocalSystem running = system.open(AccessMode.WRITER);
        DropRunner drops = new DropRunner(running)) {
      if (dryRun) {
        JsonNode preview = preview(running);
        if (json) {
          print(preview);
        } else {
          new UndoText(System.out).printPreview(preview);
        }
        return 0;
      }
      Set<StoredFile> before = drops.reports();
      JsonNode outcome = undo(running);
      JsonNode report = drops.afterDecision(before, delivery);
      if (json) {
        ObjectNode document = JsonCodec.MAPPER.createObjectNode();
        document.set("undo", outcome);
        document.set("report", report);
        print(document);
      } else {
        new UndoText(System.out).print(outcome, report);
      }
      return 0;
    }
  }

  private JsonNode preview(LocalSystem running) {
    ObjectNode event = JsonCodec.MAPPER.createObjectNode();
    event.put("delivery", delivery).put("dryRun", true);
    try {
      JsonNode answer = JsonCodec.read(running.invoke(FUNCTION, JsonCodec.bytes(event)));
      if (answer.path("outcome").asText().equals("IMPOSSIBLE")) {
        throw CommandFailure.wrongInput(answer.path("reason").asText());
      }
      return answer;
    } catch (FunctionError e) {
      throw CommandFailure.wrongInput(e.reason());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(FUNCTION + " did not answer with JSON", e);
    }
  }

  private JsonNode undo(LocalSystem running) throws InterruptedException {
    String execution = "undo-" + UUID.randomUUID();
    try (ProgressDisplay progress = new ProgressDisplay()) {
      return switch (running.await(
          () -> running.execute(MACHINE, execution, Map.of("delivery", delivery), PAUSE),
          progress)) {
        case StateMachineInterpreter.Succeeded done -> JsonCodec.MAPPER.valueToTree(done.output());
        case StateMachineInterpreter.Failed failed ->
            throw failed.error().equals(IMPOSSIBLE)
                ? CommandFailure.wrongInput(failed.cause())
                : new CommandFailure(
                    CommandFailure.NOT_SETTLED,
                    "the undo of %s did not end: %s; repeat the command, which continues it"
                        .formatted(delivery, failed.cause()));
      };
    } catch (ExecutionException e) {
      throw new CommandFailure(
          CommandFailure.NOT_SETTLED,
          "the undo of %s did not end: %s; repeat the command, which continues it"
              .formatted(delivery, e.getMessage()));
    }
  }

  private static void print(JsonNode document) {
    System.out.println(new String(JsonCodec.bytes(document), StandardCharsets.UTF_8));
  }
}
