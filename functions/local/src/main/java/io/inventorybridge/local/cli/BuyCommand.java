// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.Json;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.Mode;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.Variant;
import io.inventorybridge.local.shop.kept.OrderFeed;
import io.inventorybridge.stock.Upc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory buy}: a customer in the built-in fake shop. */
@Command(
    name = "buy",
    description =
        "Buys in the built-in fake shop, if it offers so many; the order arrives by the order feed.",
    mixinStandardHelpOptions = true)
final class BuyCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(paramLabel = "UPCA")
  private String upca = "";

  @Option(names = "--quantity", paramLabel = "N", description = "default: 1")
  private long quantity = 1;

  @Option(names = "--json", description = "one JSON object instead of a sentence")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (quantity <= 0) {
      throw CommandFailure.wrongInput("--quantity: %d is not above 0".formatted(quantity));
    }
    Path data =
        system
            .data()
            .orElseThrow(
                () -> CommandFailure.wrongInput("--data is missing: without it nothing is kept"));
    if (!Files.isDirectory(data)) {
      throw CommandFailure.wrongInput("%s holds no data of an earlier command".formatted(data));
    }
    try (LocalSystem running = system.open(Mode.WRITER)) {
      running.awaitQuiet();
      FakeShop shop = ShopCommand.of(running).shop();
      Variant variant = variant(shop);
      return switch (shop.buy(List.of(new FakeShop.Wanted(variant.item(), quantity)))) {
        case FakeShop.Bought bought -> {
          new OrderFeed(shop, running::send).deliver(bought.order());
          running.awaitQuiet();
          tell(Optional.of(bought.order()));
          yield 0;
        }
        case FakeShop.SoldOut soldOut -> {
          tell(Optional.empty());
          yield CommandFailure.NOT_SETTLED;
        }
      };
    }
  }

  private Variant variant(FakeShop shop) {
    Upc upc =
        switch (Upc.parse(upca)) {
          case Upc.Valid valid -> valid.upc();
          case Upc.NotAUpc not ->
              throw CommandFailure.wrongInput("'%s' is not a UPCA".formatted(not.written()));
        };
    List<Variant> sold =
        shop.variants().stream()
            .filter(it -> it.status().equals("ACTIVE"))
            .filter(
                it ->
                    it.barcode().map(Upc::parse).orElse(null) instanceof Upc.Valid valid
                        && valid.upc().equals(upc))
            .toList();
    if (sold.size() != 1) {
      throw CommandFailure.wrongInput(
          sold.isEmpty()
              ? "%s is not on sale in the shop".formatted(upca)
              : "%s is on sale as %d variants".formatted(upca, sold.size()));
    }
    return sold.getFirst();
  }

  private void tell(Optional<String> order) {
    if (json) {
      ObjectNode document =
          Json.MAPPER
              .createObjectNode()
              .put("outcome", order.isPresent() ? "BOUGHT" : "SOLD_OUT")
              .put("upca", upca)
              .put("quantity", quantity);
      order.ifPresent(it -> document.put("order", it));
      System.out.println(new String(Json.bytes(document), StandardCharsets.UTF_8));
    } else {
      System.out.println(
          order
              .map(it -> "order %s: %d of %s".formatted(it, quantity, upca))
              .orElse("the shop does not offer %d of %s".formatted(quantity, upca)));
    }
  }
}
