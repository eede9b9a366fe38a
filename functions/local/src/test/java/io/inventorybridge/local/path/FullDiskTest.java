// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.api.ApiEndpoint;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A disk that runs full under a running system: callers are answered 503, and the system goes on by
 * itself when there is room. Needs the right to mount a small file system.
 */
@Tag("system")
@Timeout(180)
class FullDiskTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int UNAVAILABLE = 503;

  @TempDir Path directory;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()));
  }

  @AfterEach
  void unmount() throws Exception {
    ran("umount", disk.toString());
  }

  private static boolean ran(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path fillDisk() throws IOException {
    Path filler = disk.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] page = new byte[4096];
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
    return filler;
  }

  private static int sell(ApiEndpoint api, String token, String event) throws Exception {
    String body =
        """
        {"facilityId":"NYC","availableDelta":-1,"idType":"UPCA","idValue":"%s",\
        "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE","eventId":"%s"}\
        """
            .formatted(RetailerNight.A, event);
    URI uri = URI.create(api.endpoint() + "/api/service/updateInventoryByIdentification");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static void drop(LocalSystem system, String key, String content) {
    system
        .s3()
        .putObject(it -> it.bucket(system.bucket()).key(key), RequestBody.fromString(content));
  }

  @Test
  void theSystemAnswers503AndGoesOnWhenThereIsRoom() throws Exception {
    RetailerNight night = new RetailerNight(disk);
    LocalOptions options = LocalOptions.inMemory().withData(Optional.of(Path.of(night.data())));
    Map<String, String> ledger;
    try (LocalSystem system = LocalSystem.open(options);
        ApiEndpoint api = ApiEndpoint.open(system.template(), system::invoke, 0).orElseThrow()) {
      drop(system, "catalog/catalog.csv", Files.readString(Path.of(night.catalog())));
      drop(system, "facilities/facilities.csv", Files.readString(Path.of(night.facilities())));
      system.awaitQuiet();
      assertThat(sell(api, system.apiToken(), "before")).isEqualTo(200);

      Path filler = fillDisk();
      for (int i = 0; i < 30; i++) {
        assertThat(sell(api, system.apiToken(), "full-" + i)).isIn(200, UNAVAILABLE);
      }
      assertThat(sell(api, system.apiToken(), "last")).isEqualTo(UNAVAILABLE);
      String delta = Files.readString(Path.of(new RetailerNight(directory).delta("delta.csv")));
      assertThatThrownBy(() -> drop(system, "incoming/sv/delta.csv", delta))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(UNAVAILABLE))
          .hasMessageContaining("make room on the disk");

      Files.delete(filler);
      for (int i = 0; i < 30; i++) {
        assertThat(sell(api, system.apiToken(), "full-" + i)).isEqualTo(200);
      }
      assertThat(sell(api, system.apiToken(), "last")).isEqualTo(200);
      drop(system, "incoming/sv/delta.csv", delta);
      system.awaitQuiet();
      assertThat(system.failedEvents()).isEmpty();
      ledger = LedgerComparison.of(system.wiring().ledger(), system.wiring().facilityDirectory());
    }
    assertThat(night.ledger()).as("the next start finds every answered sale").isEqualTo(ledger);
    assertThat(night.explain("NYC", RetailerNight.A).path("onHand").asLong())
        .as("10 of the delta, less 32 sales after it or none")
        .isIn(10L, 10L - 32L);
  }

  @Test
  void anEventThatMeetsAFullDiskIsHandledWhenThereIsRoom() throws Exception {
    RetailerNight night = new RetailerNight(disk);
    LocalOptions options = LocalOptions.inMemory().withData(Optional.of(Path.of(night.data())));
    try (LocalSystem system = LocalSystem.open(options)) {
      drop(system, "catalog/catalog.csv", Files.readString(Path.of(night.catalog())));
      drop(system, "facilities/facilities.csv", Files.readString(Path.of(night.facilities())));
      String delta = Files.readString(Path.of(night.delta("delta.csv")));
      system.awaitQuiet();
      // The first call of a function takes longer than filling a small disk.
      drop(system, "incoming/sv/delta.csv", delta);
      Path filler = fillDisk();
      Thread.sleep(3_000);
      assertThat(reports(system)).as("the function met the full disk").isEmpty();
      assertThat(system.failedEvents()).as("its event still waits").isEmpty();

      Files.delete(filler);
      system.awaitQuiet();
      assertThat(system.failedEvents()).isEmpty();
      assertThat(reports(system)).hasSize(1);
    }
    try (LocalSystem again = night.open(AccessMode.WRITER)) {
      assertThat(again.resumed()).isZero();
    }
  }

  private static List<String> reports(LocalSystem system) {
    return system.wiring().files().list("reports/").stream()
        .map(StoredFile::key)
        .filter(key -> key.matches("reports/[0-9TZ]+-sv-[0-9a-f]{12}\\.json"))
        .toList();
  }
}
