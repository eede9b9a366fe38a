// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inventorybridge.local.shop.api.ShopServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shopify's own clients drive the fake shop, on machines that have them. */
@Tag("system")
class ForeignClientsTest extends FakeShopClient {
  @ParameterizedTest
  @CsvSource({
    "python3, order-life.py, SUCCESS RETURN OPEN",
    "node, order-life.mjs, CANCELLED REFUNDS 1"
  })
  @Timeout(60)
  void aForeignClientDrivesAnOrderThroughItsLife(String program, String script, String end)
      throws IOException, InterruptedException {
    assumeTrue(isThere(program), program + " is not installed");
    try (ShopServer server = ShopServer.open(shopify, 0)) {
      Process client =
          new ProcessBuilder(
                  program,
                  Path.of("../../infra/clients").resolve(script).toString(),
                  server.endpoint().toString(),
                  ApiOptions.STAFF_TOKEN)
              .redirectErrorStream(true)
              .start();
      String said =
          new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(client.exitValue()).as(said).isZero();
      assumeTrue(!said.startsWith("SKIPPED"), said);
      assertThat(said).startsWith("ORDER gid://shopify/Order/").endsWith(end);
    }
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
