// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that breaks its connections, and the effect on readers of a file. */
class BrokenDownloadTest {
  private static final String KEY = "incoming/sv/delta.csv";
  private static final int EACH = 100_000;

  private final byte[] content = new byte[550_000];
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private volatile String etag = "\"one\"";
  private volatile int bytesAtATime = EACH;
  private volatile boolean changesAfterOne;
  private HttpServer server;
  private S3Client client;

  @BeforeEach
  void start() throws IOException {
    new Random(6).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .forcePathStyle(true)
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void aBrokenStreamGoesOnAtTheByte() throws IOException {
    try (InputStream in = new S3FileStore(client, "bucket").open(file())) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }

    assertThat(ranges)
        .containsExactly(
            "all",
            "bytes=100000-",
            "bytes=200000-",
            "bytes=300000-",
            "bytes=400000-",
            "bytes=500000-");
  }

  @Test
  void aFileThatChangedMeanwhileIsNotPutTogetherOfTwo() throws IOException {
    changesAfterOne = true;

    try (InputStream in = new S3FileStore(client, "bucket").open(file())) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(FileChanged.class);
    }

    assertThat(ranges).containsExactly("all", "bytes=100000-");
  }

  @Test
  void aStreamWithoutProgressFails() throws IOException {
    try (InputStream in = new S3FileStore(client, "bucket").open(file())) {
      in.readNBytes(50_000);
      bytesAtATime = 0;

      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }

    assertThat(ranges).hasSize(4);
  }

  private StoredFile file() {
    return new StoredFile(KEY, "\"one\"", content.length, Instant.EPOCH, Map.of());
  }

  // Announces the remaining length, but breaks off earlier.
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range == null ? "all" : range);
      if (!etag.equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
        exchange.sendResponseHeaders(412, -1);
        return;
      }
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
      exchange.getResponseHeaders().add("ETag", etag);
      exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
      exchange
          .getResponseBody()
          .write(content, from, Math.min(bytesAtATime, content.length - from));
      exchange.getResponseBody().flush();
      if (changesAfterOne) {
        etag = "\"two\"";
      }
    }
  }
}
