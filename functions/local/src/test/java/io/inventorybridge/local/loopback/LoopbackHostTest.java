// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.api.ApiEndpoint;
import io.inventorybridge.local.dynamodb.DynamoDbEndpoint;
import io.inventorybridge.local.pages.PageServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackHostTest {
  private static final int PORT = 8080;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "LocalHost:8080", "[::1]:8080"})
  void thisMachineIsAnswered(String host) {
    assertThat(LoopbackHost.refusal(host, PORT)).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "127.0.0.1",
        "127.0.0.1:80",
        "evil.example:8080",
        "localhost.evil.example:8080",
        "127.0.0.1.evil.example:8080",
        "evil.example@127.0.0.1:8080",
        "127.0.0.1:8080:8080",
        "0.0.0.0:8080",
        "::1:8080"
      })
  void anotherHostIsRefusedWithTheRightAddress(@Nullable String host) {
    assertThat(LoopbackHost.refusal(host, PORT))
        .contains("The header Host is not the address of this server; use 127.0.0.1:8080.");
  }

  @Test
  @Tag("system")
  @Timeout(60)
  void everyServerOfTheRunnerAnswersThisMachineOnly() throws Exception {
    try (LocalSystem system = LocalSystem.open(LocalOptions.inMemory());
        DynamoDbEndpoint tables = DynamoDbEndpoint.open(system.dynamoDb(), 0);
        ApiEndpoint api = ApiEndpoint.open(system.template(), system::invoke, 0).orElseThrow();
        PageServer pages =
            PageServer.open(0, system.wiring().files(), system.wiring()::pageAssembler)) {
      Map<String, URI> servers = new LinkedHashMap<>();
      servers.put("s3", system.s3Server().endpoint());
      servers.put("dynamodb", tables.endpoint());
      servers.put("api", api.endpoint());
      servers.put("shop", system.shop().orElseThrow().endpoint());
      servers.put("pages", pages.index());
      for (Map.Entry<String, URI> server : servers.entrySet()) {
        int port = server.getValue().getPort();
        for (String host : List.of("evil.example", "evil.example:" + port, "localhost")) {
          assertThat(answer(port, host))
              .as(server.getKey() + " asked as " + host)
              .contains(" 403 ", "use 127.0.0.1:" + port);
        }
        for (String host : List.of("127.0.0.1:" + port, "localhost:" + port)) {
          assertThat(answer(port, host))
              .as(server.getKey() + " asked as " + host)
              .doesNotContain("is not the address of this server");
        }
      }
    }
  }

  private static String answer(int port, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
              .formatted(host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
