// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.support.text.TimeText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory run}: processes each delivery completely, one after the other. */
@Command(
    name = "run",
    description = "Applies deliveries of Retail Pro to the ledger and prints their reports.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();
  @Mixin private MasterDataFiles masters = new MasterDataFiles();

  @Parameters(paramLabel = "DELTA", arity = "0..*", description = "plain, gzip or zip")
  private List<Path> deltas = List.of();

  @Option(names = "--source", paramLabel = "NAME", description = "default: default")
  private String source = "default";

  @ArgGroup private @Nullable RunKind kind;

  @Option(
      names = "--snapshot-time",
      paramLabel = "TIME",
      description = "the time the quantities are as of, ISO-8601 with offset")
  private @Nullable String snapshotTime;

  @Option(names = "--dry-run", description = "shows the changes key by key; applies nothing")
  private boolean dryRun;

  @Option(names = "--json", description = "one JSON array of reports")
  private boolean json;

  /** A delivery is a delta unless an option says otherwise. */
  static final class RunKind {
    @Option(names = "--initial", description = "every key of the stores in it")
    private boolean initial;

    @Option(names = "--corrections", description = "corrected rows of another delivery")
    private boolean corrections;
  }

  @Override
  public Integer call() throws InterruptedException {
    masters.check();
    deltas.forEach(delta -> UserPaths.readable("DELTA", delta));
    if (deltas.isEmpty()) {
      throw CommandFailure.wrongInput("give at least one DELTA (see 'inventory help run')");
    }
    if (!DeliveryId.isSource(source)) {
      throw CommandFailure.wrongInput(
          "--source: '%s' has other characters than letters, digits, '.', '_' and '-'"
              .formatted(source));
    }
    Map<String, String> metadata = metadata();
    ArrayNode reports = JsonCodec.MAPPER.createArrayNode();
    int worst = 0;
    try (LocalSystem running = system.open(dryRun ? AccessMode.SCRATCH : AccessMode.WRITER);
        DropRunner drops = new DropRunner(running)) {
      BalanceComparison balances = new BalanceComparison(running);
      worst = masters.importInto(drops, report -> printSentence(MasterDataFiles.sentence(report)));
      for (Path delta : deltas) {
        BalanceComparison.BalanceSnapshot before =
            dryRun ? balances.snapshot() : BalanceComparison.NOTHING;
        JsonNode report = drops.deliver(folder() + delta.getFileName(), delta, metadata);
        worst = Math.max(worst, exitCode(report));
        if (dryRun) {
          report = balances.dryRun(report, before);
        }
        reports.add(report);
        if (!json) {
          new DeliveryText(System.out)
              .print(
                  delta,
                  report,
                  dryRun ? List.of() : drops.steps(report),
                  dryRun ? List.of() : balances.samples(report));
          printMorning(running, report);
          printPage(running, report);
        }
      }
    }
    if (json) {
      System.out.println(new String(JsonCodec.bytes(reports), StandardCharsets.UTF_8));
    }
    return worst;
  }

  private void printMorning(LocalSystem running, JsonNode report) {
    if (!dryRun && report.path("status").asText().equals("SETTLED")) {
      MorningCommand.summary(running, new DeliveryId(report.path("delivery").asText()))
          .ifPresent(new MorningText(System.out)::print);
    }
  }

  private void printPage(LocalSystem running, JsonNode report) {
    if (!dryRun) {
      ReportCommand.page(
              running, PagePaths.delivery(new DeliveryId(report.path("delivery").asText())))
          .ifPresent(page -> System.out.printf("  page        %s%n", page));
    }
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new HashMap<>();
    if (snapshotTime != null) {
      if (TimeText.read(snapshotTime).isEmpty()) {
        throw CommandFailure.wrongInput("--snapshot-time: " + TimeText.error(snapshotTime));
      }
      metadata.put(BucketLayout.SNAPSHOT_TIME, snapshotTime);
      metadata.put(BucketLayout.SNAPSHOT_TIME_FROM, "OPTION");
    }
    return metadata;
  }

  private String folder() {
    String folder = BucketLayout.INCOMING + source + "/";
    if (kind == null) {
      return folder;
    }
    return folder + (kind.initial ? "initial/" : kind.corrections ? "corrections/" : "");
  }

  private void printSentence(String sentence) {
    if (!json) {
      System.out.println(sentence);
    }
  }

  static int exitCode(JsonNode report) {
    return switch (report.path("status").asText()) {
      case "SETTLED", "DUPLICATE" -> 0;
      default -> CommandFailure.NOT_SETTLED;
    };
  }
}
