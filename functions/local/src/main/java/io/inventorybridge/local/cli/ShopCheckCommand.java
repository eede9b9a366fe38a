// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.shopsync.shop.ShopScope;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code inventory shop check}: the scopes that the shop grants, and those it does not. */
@Command(
    name = "check",
    description = "Lists the access scopes that the shop grants, those that are missing, and why.",
    mixinStandardHelpOptions = true)
final class ShopCheckCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Override
  public Integer call() {
    system.existingData();
    try (LocalSystem running = system.open(AccessMode.READER)) {
      Set<String> granted = running.wiring().ports().shop().permissions();
      for (ShopScope scope : ShopScope.values()) {
        System.out.printf(
            "%-8s %-9s %-42s %s%n",
            granted.contains(scope.handle()) ? "granted" : "MISSING",
            scope.isRequired() ? "required" : "useful",
            scope.handle(),
            scope.use());
      }
      return ShopScope.missing(granted).stream().anyMatch(ShopScope::isRequired)
          ? CommandFailure.NOT_SETTLED
          : 0;
    } catch (ShopFailure e) {
      throw new CommandFailure(CommandFailure.NOT_SETTLED, String.valueOf(e.getMessage()));
    }
  }
}
