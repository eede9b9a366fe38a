// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.events.FailedEvent;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.kept.ShopChoice;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.wiring.SettingsOverrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens the system. */
final class SystemOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "data directory, keeps the state between commands; default: in memory")
  private @Nullable Path data;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "installation settings, a JSON object")
  private @Nullable Path settings;

  @Option(
      names = "--shop",
      paramLabel = "DOMAIN",
      description =
          "a real shop instead of the built-in fake, such as example.myshopify.com; its credentials"
              + " come from SHOPIFY_ACCESS_TOKEN, or SHOPIFY_CLIENT_ID and"
              + " SHOPIFY_CLIENT_SECRET")
  private @Nullable String shop;

  @Option(
      names = "--shop-scopes",
      paramLabel = "SCOPE",
      split = ",",
      description =
          "access scopes of the app at the built-in fake, such as read_inventory,write_inventory;"
              + " default: all that the installation asks for")
  private @Nullable Set<String> shopScopes;

  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  Optional<Path> settings() {
    return Optional.ofNullable(settings);
  }

  /** The data directory, which must have been created by an earlier command. */
  Path existingData() {
    Path there =
        data()
            .orElseThrow(
                () -> CommandFailure.wrongInput("--data is missing: name the data directory"));
    if (!Files.isDirectory(there)) {
      throw CommandFailure.wrongInput("%s holds no data of an earlier command".formatted(there));
    }
    return there;
  }

  /** The address of a real shop; empty for the built-in fake. */
  Optional<String> realShop() {
    return Optional.ofNullable(shop);
  }

  /** Opens the system; its failures are printed to stderr. */
  LocalSystem open(AccessMode mode) {
    return checked(LocalSystem.open(options(mode)));
  }

  /** Opens the system with settings around those of the files. */
  LocalSystem open(AccessMode mode, SettingsOverrides around) {
    return checked(LocalSystem.open(options(mode).withSettingsAround(around)));
  }

  // Settings that are not in force must not seem to count.
  private static LocalSystem checked(LocalSystem opened) {
    Optional<ImportReport> staged =
        opened.settingsReport().filter(report -> report.status() != ImportReport.Status.IMPORTED);
    if (staged.isPresent()) {
      String release = opened.wiring().environment().console().releaseInput("SETTINGS");
      opened.close();
      throw new CommandFailure(
          CommandFailure.NOT_SETTLED,
          "--settings: staged, not in force: %s; let it in by: %s"
              .formatted(staged.get().reason().orElse(""), release));
    }
    return opened;
  }

  LocalOptions options(AccessMode mode) {
    settings().ifPresent(SettingsFile::read);
    return LocalOptions.inMemory()
        .withData(data())
        .withMode(mode)
        .withSettings(settings())
        .withShop(
            Optional.ofNullable(shop)
                .<ShopChoice>map(it -> RealShop.of(it, System.getenv()))
                .orElseGet(this::builtIn))
        .withProgressListener(new ProgressDisplay())
        .withOnFailure(SystemOptions::printFailure);
  }

  private ShopChoice builtIn() {
    Set<String> scopes = Optional.ofNullable(shopScopes).orElse(ApiOptions.APP_SCOPES);
    for (String scope : scopes) {
      if (!ApiOptions.STAFF_SCOPES.contains(scope)) {
        throw CommandFailure.wrongInput(
            "--shop-scopes: the fake shop has no scope %s; name scopes of %s"
                .formatted(scope, ApiOptions.STAFF_SCOPES.stream().sorted().toList()));
      }
    }
    return new ShopChoice.BuiltIn(0, scopes);
  }

  private static void printFailure(FailedEvent failed) {
    System.err.printf(
        "inventory: %s gave up on %s: %s: %s%n",
        failed.target(), failed.subject(), failed.error(), failed.reason());
  }
}
