// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb.Loading;
import io.inventorybridge.local.events.FailedEvent;
import io.inventorybridge.local.shop.kept.ShopChoice;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.wiring.SettingsAround;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to open a local system.
 *
 * @param data the directory that keeps the state; without it everything is in memory
 * @param settings a file that becomes settings/installation.json
 * @param s3Port 0 for any free one
 * @param shop which shop the functions speak to
 * @param threads how many events are handled at a time
 * @param around what holds beside the settings files
 * @param longestPause the back-off of retries and Wait states is cut to this: what spares a busy
 *     service in the cloud would only be lost time in one process
 */
public record LocalOptions(
    Optional<Path> data,
    Mode mode,
    Optional<Path> settings,
    SettingsAround around,
    TemplateFiles template,
    int s3Port,
    ShopChoice shop,
    int threads,
    Duration longestPause,
    Clock clock,
    Loading loading,
    Consumer<FailedEvent> onFailure) {

  /** In memory, with the template of this installation. */
  public static LocalOptions inMemory() {
    return new LocalOptions(
        Optional.empty(),
        Mode.WRITER,
        Optional.empty(),
        SettingsAround.NOTHING,
        Installation.templateFiles(),
        0,
        new ShopChoice.BuiltIn(0),
        Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors())),
        Duration.ofMillis(200),
        Clock.systemUTC(),
        Loading.SILENT,
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

  public LocalOptions withMode(Mode other) {
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

  /** With what holds below and above what the settings files say. */
  public LocalOptions withSettingsAround(SettingsAround others) {
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

  public LocalOptions withLoading(Loading shown) {
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
