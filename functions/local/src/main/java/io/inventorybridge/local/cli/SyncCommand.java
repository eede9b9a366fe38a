// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.SettingLiteral;
import io.inventorybridge.wiring.SettingsOverrides;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inventory sync}: publishes online quantities to the shop. */
@Command(
    name = "sync",
    description = "Publishes changed quantities to the shop, or compares every quantity with it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SyncCommand implements Callable<Integer> {
  private static final String PUBLISH = "publish";
  private static final String RISE_WAIT = "riseWait";

  @Mixin private SystemOptions system = new SystemOptions();

  @ArgGroup(multiplicity = "1")
  private SyncKindOptions reach = new SyncKindOptions();

  @ArgGroup private @Nullable PublishOptions writing;

  @Option(
      names = "--recheck-after",
      paramLabel = "D",
      description =
          "between the two readings that a rise needs, such as PT10M; default: PT0S with the"
              + " built-in fake, else the setting riseWait")
  private @Nullable String recheckAfter;

  @Option(names = "--json", description = "one JSON object: the publication report")
  private boolean json;

  private enum SyncKind {
    RECENT,
    FULL
  }

  /** The extent of a sync. */
  static final class SyncKindOptions {
    private SyncKind extent = SyncKind.RECENT;

    @Option(
        names = "--recent",
        description = "changed, new and uncertain pairs only, like the 15-minute schedule")
    void recent(boolean chosen) {
      extent = chosen ? SyncKind.RECENT : extent;
    }

    @Option(
        names = "--full",
        description = "compares every pair with the shop, like the morning schedule")
    void full(boolean chosen) {
      extent = chosen ? SyncKind.FULL : extent;
    }
  }

  /** Live or shadow; if neither option is given, the settings decide, then the kind of shop. */
  static final class PublishOptions {
    private Publish publish = Publish.SHADOW;

    @Option(names = "--live", description = "writes to the shop; the default with the fake")
    void live(boolean chosen) {
      publish = chosen ? Publish.LIVE : publish;
    }

    @Option(
        names = "--shadow",
        description = "compares and writes nothing; the default with a real shop")
    void shadow(boolean chosen) {
      publish = chosen ? Publish.SHADOW : publish;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    system.existingData();
    SettingsOverrides around = settingsOverrides();
    try (LocalSystem running = system.open(AccessMode.WRITER, around);
        ProgressDisplay progress = new ProgressDisplay()) {
      running.awaitQuiet(progress);
      checkKillSwitch(running);
      SyncRunner syncRunner = new SyncRunner(running, around, progress);
      ObjectNode report =
          switch (reach.extent) {
            case RECENT -> syncRunner.recent();
            case FULL -> syncRunner.full();
          };
      report.put("shop", system.realShop().orElse("built-in"));
      if (json) {
        System.out.println(new String(JsonCodec.bytes(report), StandardCharsets.UTF_8));
      } else {
        new SyncText(System.out).print(report);
      }
      return exitCode(report);
    }
  }

  // An option may switch live settings to shadow or shadow settings to live. It does not override
  // an operator's kill switch.
  private void checkKillSwitch(LocalSystem running) {
    boolean off = running.wiring().installationSettings().publishing().publish() == Publish.OFF;
    if (off && writing != null && writing.publish == Publish.LIVE) {
      throw new CommandFailure(
          CommandFailure.NOT_SETTLED,
          "--live: publishing is switched off by the setting publish: OFF");
    }
  }

  private SettingsOverrides settingsOverrides() {
    Map<String, SettingLiteral> said = new LinkedHashMap<>();
    if (writing != null) {
      said.put(PUBLISH, text(writing.publish.name()));
    }
    if (recheckAfter != null) {
      said.put(RISE_WAIT, text(duration(recheckAfter).toString()));
    }
    Map<String, SettingLiteral> ofTheFake =
        Map.of(PUBLISH, text(Publish.LIVE.name()), RISE_WAIT, text(Duration.ZERO.toString()));
    return new SettingsOverrides(
        List.of(layer(system.realShop().isPresent() ? Map.of() : ofTheFake)), List.of(layer(said)));
  }

  private static Duration duration(String written) {
    try {
      Duration duration = Duration.parse(written);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // The message follows below, together with the one for a time in the past.
    }
    throw CommandFailure.wrongInput(
        "--recheck-after: '%s' is not a duration such as PT10M".formatted(written));
  }

  private static SettingLiteral text(String value) {
    return new SettingLiteral.Text(value);
  }

  private static InstallationSettings.Layer layer(Map<String, SettingLiteral> values) {
    return new InstallationSettings.Layer("the options of sync", new SettingLiteral.Table(values));
  }

  private static int exitCode(ObjectNode report) {
    boolean asWanted =
        switch (report.path("status").asText()) {
          case "DONE" -> true;
          case "NOT_LIVE" -> report.path(PUBLISH).asText().equals(Publish.SHADOW.name());
          default -> false;
        };
    return asWanted ? 0 : CommandFailure.NOT_SETTLED;
  }
}
