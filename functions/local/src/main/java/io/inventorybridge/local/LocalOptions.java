// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb.ProgressListener;
import io.inventorybridge.local.events.FailedEvent;
import io.inventorybridge.local.shop.kept.ShopChoice;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.wiring.SettingsOverrides;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Options for opening a local system.
 *
 * @param data the directory that keeps the state; without it everything is in memory
 * @param settings a file that becomes settings/installation.json
 * @param s3Port 0 for any free port
 * @param shop the shop that the functions talk to
 * @param threads the number of events handled at the same time
 * @param around settings below and above the settings files
 * @param longestPause the maximum length of retry back-offs and Wait states: they protect a busy
 *     service in the cloud and only waste time in one process
 */
public record LocalOptions(
    Optional<Path> data,
    AccessMode mode,
    Optional<Path> settings,
    SettingsOverrides around,
    TemplateFiles template,
    int s3Port,
    ShopChoice shop,
    int threads,
    Duration longestPause,
    Clock clock,
    ProgressListener loading,
    Consumer<FailedEvent> onFailure) {

  /** Options for a system in memory, with the template of this installation. */
  public static LocalOptions inMemory() {
    return new LocalOptions(
        Optional.empty(),
        AccessMode.WRITER,
        Optional.empty(),
        SettingsOverrides.NOTHING,
        ProgramInstallation.templateFiles(),
        0,
        new ShopChoice.BuiltIn(0),
        Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors())),
        Duration.ofMillis(200),
        Clock.systemUTC(),
        ProgressListener.SILENT,
        failure -> {});
  }

  public LocalOptions withData(Optional<Path> directory) {
    return new LocalOptions(
        directory,
        mode,
        settings,
        around,
        template,
        s3Port,
        shop,
        threads,
        longestPause,
        clock,
        loading,
        onFailure);
  }

  public LocalOptions withMode(AccessMode other) {
    return new LocalOptions(
        data,
        other,
        settings,
        around,
        template,
        s3Port,
        shop,
        threads,
        longestPause,
        clock,
        loading,
        onFailure);
  }

  public LocalOptions withSettings(Optional<Path> file) {
    return new LocalOptions(
        data,
        mode,
        file,
        around,
        template,
        s3Port,
        shop,
        threads,
        longestPause,
        clock,
        loading,
        onFailure);
  }

  /** Adds settings below and above the settings files. */
  public LocalOptions withSettingsAround(SettingsOverrides others) {
    return new LocalOptions(
        data,
        mode,
        settings,
        others,
        template,
        s3Port,
        shop,
        threads,
        longestPause,
        clock,
        loading,
        onFailure);
  }

  public LocalOptions withTemplate(TemplateFiles files) {
    return new LocalOptions(
        data,
        mode,
        settings,
        around,
        files,
        s3Port,
        shop,
        threads,
        longestPause,
        clock,
        loading,
        onFailure);
  }

  public LocalOptions withS3Port(int port) {
    return new LocalOptions(
        data,
        mode,
        settings,
        around,
        template,
        port,
        shop,
        threads,
        longestPause,
        clock,
        loading,
        onFailure);
  }

  public LocalOptions withShop(ShopChoice choice) {
    return new LocalOptions(
        data,
        mode,
        settings,
        around,
        template,
        s3Port,
        choice,
        threads,
        longestPause,
        clock,
        loading,
        onFailure);
  }

  public LocalOptions withClock(Clock other) {
    return new LocalOptions(
        data,
        mode,
        settings,
        around,
        template,
        s3Port,
        shop,
        threads,
        longestPause,
        other,
        loading,
        onFailure);
  }

  public LocalOptions withProgressListener(ProgressListener shown) {
    return new LocalOptions(
        data,
        mode,
        settings,
        around,
        template,
        s3Port,
        shop,
        threads,
        longestPause,
        clock,
        shown,
        onFailure);
  }

  public LocalOptions withOnFailure(Consumer<FailedEvent> told) {
    return new LocalOptions(
        data,
        mode,
        settings,
        around,
        template,
        s3Port,
        shop,
        threads,
        longestPause,
        clock,
        loading,
        told);
  }
}
