// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.stock.CanonicalUpc;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code inventory accept}: publishes products without waiting for their baseline. */
@Command(
    name = "accept",
    description = "Publishes products that wait for a baseline, from the facts known so far.",
    mixinStandardHelpOptions = true)
final class AcceptCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(paramLabel = "UPCA", arity = "1..*")
  private List<String> upcas = List.of();

  @Override
  public Integer call() throws InterruptedException {
    List<CanonicalUpc> accepted = upcas.stream().map(AcceptCommand::upc).toList();
    try (LocalSystem running = system.open(AccessMode.WRITER)) {
      running.awaitQuiet();
      ProductStates states = running.wiring().productStates();
      for (CanonicalUpc upc : accepted) {
        if (states.stateOf(upc) == ProductState.NOT_ONLINE) {
          throw CommandFailure.wrongInput("%s is not online".formatted(upc));
        }
        states.accept(upc);
        System.out.println(upc + " " + states.stateOf(upc));
      }
    }
    return 0;
  }

  private static CanonicalUpc upc(String written) {
    return switch (CanonicalUpc.parse(written)) {
      case CanonicalUpc.Valid valid -> valid.upc();
      case CanonicalUpc.NotAUpc not ->
          throw CommandFailure.wrongInput("'%s' is not a UPCA".formatted(not.written()));
    };
  }
}
