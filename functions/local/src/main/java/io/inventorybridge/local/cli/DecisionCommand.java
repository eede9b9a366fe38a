// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.support.files.StoredFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An operator's decision about a delivery that waits for one. */
abstract class DecisionCommand implements Callable<Integer> {
  private static final String FUNCTION = "DecideDeliveryFunction";

  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(paramLabel = "DELIVERY", description = "delivery id, as in its report")
  private String delivery = "";

  @Option(names = "--json", description = "one JSON object: the decision and the report after it")
  private boolean json;

  private final String decision;

  DecisionCommand(String decision) {
    this.decision = decision;
  }

  /** Adds the fields of this decision to the event. */
  void complete(ObjectNode event) {}

  @Override
  public Integer call() throws InterruptedException {
    if (system.data().isEmpty()) {
      throw CommandFailure.wrongInput("--data is missing: name the data directory of the delivery");
    }
    system
        .data()
        .filter(directory -> !Files.isDirectory(directory))
        .ifPresent(
            directory -> {
              throw CommandFailure.wrongInput(
                  "%s holds no data of an earlier command".formatted(directory));
            });
    ObjectNode event = JsonCodec.MAPPER.createObjectNode();
    event.put("decision", decision).put("delivery", delivery);
    complete(event);
    try (LocalSystem running = system.open(AccessMode.WRITER);
        DropRunner drops = new DropRunner(running)) {
      Set<StoredFile> before = drops.reports();
      JsonNode outcome = decide(running, event);
      if (outcome.path("outcome").asText().equals("IMPOSSIBLE")) {
        throw CommandFailure.wrongInput(outcome.path("reason").asText());
      }
      JsonNode report = drops.afterDecision(before, delivery);
      if (json) {
        ObjectNode document = JsonCodec.MAPPER.createObjectNode();
        document.set("decision", outcome);
        document.set("report", report);
        System.out.println(new String(JsonCodec.bytes(document), StandardCharsets.UTF_8));
      } else {
        new DeliveryText(System.out)
            .print(Path.of(report.path("source").asText()), report, drops.steps(report), List.of());
      }
      return switch (report.path("status").asText()) {
        case "REFUSED", "RELEASED" -> 0;
        default -> RunCommand.exitCode(report);
      };
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

  /** {@code inventory retry}: repeats the parts of a quarantined delivery. */
  @Command(
      name = "retry",
      description = "Retries the parts of a quarantined delivery.",
      mixinStandardHelpOptions = true)
  static final class Retry extends DecisionCommand {
    Retry() {
      super("RETRY");
    }
  }

  /** {@code inventory release}: processes a held delivery. */
  @Command(
      name = "release",
      description = "Processes a held delivery although a guard held it.",
      mixinStandardHelpOptions = true)
  static final class Release extends DecisionCommand {
    @Option(
        names = "--snapshot-time",
        paramLabel = "TIME",
        description = "the time its quantities are as of, if the report is wrong")
    private @Nullable String snapshotTime;

    Release() {
      super("RELEASE");
    }

    @Override
    void complete(ObjectNode event) {
      if (snapshotTime != null) {
        event.put("snapshotTime", snapshotTime);
      }
    }
  }

  /** {@code inventory refuse}: refuses a held delivery. */
  @Command(
      name = "refuse",
      description = "Refuses a held delivery; its file is kept.",
      mixinStandardHelpOptions = true)
  static final class Refuse extends DecisionCommand {
    Refuse() {
      super("REFUSE");
    }
  }
}
