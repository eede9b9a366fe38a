// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.support.files.FileStore.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages for a browser of this machine, and the refusals for all others. */
@Tag("system")
@Timeout(120)
class PageServerTest {
  private static LocalSystem system;
  private static PageServer server;

  @BeforeAll
  static void open() {
    system = LocalSystem.open(LocalOptions.inMemory());
    system
        .wiring()
        .files()
        .put(
            "morning/x/ageing.csv", Content.of("a,b\n".getBytes(StandardCharsets.UTF_8)), Map.of());
    system
        .wiring()
        .files()
        .put("settings/secret.json", Content.of("{}".getBytes(StandardCharsets.UTF_8)), Map.of());
    server = PageServer.open(0, system.wiring().files(), system.wiring()::pageAssembler);
  }

  @AfterAll
  static void close() {
    server.close();
    system.close();
  }

  @Test
  void theIndexLooksAgainByItself() throws IOException {
    assertThat(get("/reports/index.html", address()))
        .startsWith("HTTP/1.1 200")
        .contains("Content-type: text/html", "http-equiv=\"refresh\" content=\"5\"")
        .contains("No delivery in the last 30 days.");
    assertThat(get("/", address())).startsWith("HTTP/1.1 302").contains("/reports/index.html");
  }

  @Test
  void listsAreShownAsTextAndNothingElseOfTheBucket() throws IOException {
    assertThat(get("/morning/x/ageing.csv", address()))
        .startsWith("HTTP/1.1 200")
        .contains("text/plain", "nosniff", "a,b");
    assertThat(get("/settings/secret.json", address())).startsWith("HTTP/1.1 404");
    assertThat(get("/reports/../settings/secret.json", address())).startsWith("HTTP/1.1 404");
    assertThat(get("/reports/%2e%2e/settings/secret.json", address())).startsWith("HTTP/1.1 404");
    assertThat(get("/reports/", address())).startsWith("HTTP/1.1 404");
  }

  @Test
  void aForeignHostNameIsRefused() throws IOException {
    assertThat(get("/reports/index.html", "evil.example")).startsWith("HTTP/1.1 403");
  }

  private static String address() {
    return "127.0.0.1:" + server.index().getPort();
  }

  // HttpClient would correct the path and the host.
  private static String get(String path, String host) throws IOException {
    URI index = server.index();
    try (Socket socket = new Socket(InetAddress.getByName(index.getHost()), index.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(path, host)
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
