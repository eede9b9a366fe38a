// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.dynamodb.ledger.DynamoStockLedger;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.local.ServedProcess;
import io.inventorybridge.local.cli.InventoryCommand;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.files.ContentDigest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** {@code inventory serve} in its own process, with the real template and the real functions. */
@Tag("proof")
@Timeout(240)
class ServedDeliveryTest {
  private static final int PRODUCTS = Integer.getInteger("served.rows", 1_500);
  private static final String S = "2026-03-03T07:00:00Z";

  @TempDir Path directory;

  /** A running {@code inventory serve}, and clients that know only its first line. */
  private static final class Served implements AutoCloseable {
    private final Process process;
    private final JsonNode address;
    private final S3Client s3;
    private final DynamoDbClient dynamoDb;

    Served(Path data) throws IOException {
      process = ServedProcess.start(data, ProcessBuilder.Redirect.DISCARD);
      address = JsonCodec.read(process.inputReader(StandardCharsets.UTF_8).readLine());
      s3 =
          S3Client.builder()
              .endpointOverride(URI.create(address.at("/s3/endpoint").asText()))
              .region(Region.of(address.at("/s3/region").asText()))
              .credentialsProvider(credentials())
              .forcePathStyle(true)
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .build();
      dynamoDb =
          DynamoDbClient.builder()
              .endpointOverride(URI.create(address.at("/dynamodb/endpoint").asText()))
              .region(Region.of(address.at("/s3/region").asText()))
              .credentialsProvider(credentials())
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .build();
    }

    StaticCredentialsProvider credentials() {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(
              address.at("/s3/accessKeyId").asText(), address.at("/s3/secretAccessKey").asText()));
    }

    String bucket() {
      return address.at("/s3/bucket").asText();
    }

    void put(String key, Path file, Map<String, String> metadata) {
      s3.putObject(it -> it.bucket(bucket()).key(key).metadata(metadata), file);
    }

    void awaitImport(String kind) throws InterruptedException {
      while (s3.listObjectsV2(it -> it.bucket(bucket()).prefix("reports/imports/" + kind))
          .contents()
          .isEmpty()) {
        Thread.sleep(50);
      }
    }

    JsonNode awaitReport(String delivery) throws Exception {
      while (true) {
        try {
          return JsonCodec.read(
              s3.getObjectAsBytes(it -> it.bucket(bucket()).key("reports/" + delivery + ".json"))
                  .asByteArray());
        } catch (NoSuchKeyException e) {
          Thread.sleep(100);
        }
      }
    }

    StockLedger ledger() {
      return new DynamoStockLedger(
          dynamoDb,
          table("STOCK_TABLE"),
          table("ENTRY_TABLE"),
          table("FACT_TABLE"),
          table("COUNTER_TABLE"),
          table("PENDING_TABLE"),
          BackoffPolicy.NONE);
    }

    private String table(String name) {
      return address.at("/dynamodb/tables/" + name).asText();
    }

    /** All balances, without versions and times of writing. */
    Map<StockKey, String> balances() {
      Map<StockKey, String> balances = new TreeMap<>();
      String cursor = "";
      do {
        StockLedger.Page page = ledger().scan(Set.of(new FacilityId("NYC")), cursor);
        for (StockRecord record : page.records()) {
          balances.put(
              record.key(),
              "%s %s %s %s %s"
                  .formatted(
                      record.onHand(),
                      record.settledOnHand(),
                      record.reserved(),
                      record.pending(),
                      record.settled().baseline().quantity()));
        }
        cursor = page.next();
      } while (!cursor.isEmpty());
      return balances;
    }

    @Override
    public void close() {
      s3.close();
      dynamoDb.close();
      process.destroyForcibly().onExit().join();
    }
  }

  /** Kills the process at a random moment; {@code -Dserved.rows=20000} for a larger file. */
  @Test
  @Timeout(900)
  void aProcessKilledInTheMiddleOfADeliveryFinishesItAtItsNextStart() throws Exception {
    Path undisturbed = directory.resolve("undisturbed");
    String delivery = deliveryId(delta());
    Map<StockKey, String> expected;
    try (Served served = new Served(undisturbed)) {
      drop(served);
      assertThat(served.awaitReport(delivery).path("status").asText()).isEqualTo("SETTLED");
      expected = served.balances();
    }
    assertThat(expected).hasSize(PRODUCTS);

    Path killed = directory.resolve("killed");
    int moment = ThreadLocalRandom.current().nextInt(PRODUCTS / 20, PRODUCTS / 2);
    int before;
    try (Served served = new Served(killed)) {
      drop(served);
      do {
        before = served.balances().size();
      } while (before < moment);
      served.process.destroyForcibly().waitFor();
    }
    assertThat(before).as("it was killed in the middle").isLessThan(PRODUCTS);

    System.out.println("killed at %,d keys of %,d".formatted(before, PRODUCTS));
    try (Served again = new Served(killed)) {
      assertThat(again.awaitReport(delivery).path("status").asText()).isEqualTo("SETTLED");
      assertThat(again.balances()).isEqualTo(expected);
    }
  }

  @Test
  void threeHundredMegabytesByTheTransferManagerSettleWithTheSnapshotTimeOfTheirMetadata()
      throws Exception {
    Path big = directory.resolve("big");
    assertThat(
            InventoryCommand.run(
                "generate", "--size", "300MB", "--seed", "7", "--out", big.toString()))
        .isZero();
    try (Served served = new Served(directory.resolve("data"));
        NettyAsync async = new NettyAsync(served);
        S3TransferManager manager = S3TransferManager.builder().s3Client(async.client()).build()) {
      served.put("catalog/catalog.csv", big.resolve("catalog.csv"), Map.of());
      served.awaitImport("catalog");
      served.put("facilities/facilities.csv", big.resolve("facilities.csv"), Map.of());
      served.awaitImport("facilities");
      Path delta = big.resolve("delta.csv");
      manager
          .uploadFile(
              it ->
                  it.source(delta)
                      .putObjectRequest(
                          put ->
                              put.bucket(served.bucket())
                                  .key("incoming/us/delta.csv")
                                  .metadata(Map.of("snapshot-time", S))))
          .completionFuture()
          .join();
      JsonNode report = served.awaitReport(deliveryId(delta));
      assertThat(report.path("status").asText()).isEqualTo("SETTLED");
      assertThat(report.path("snapshotTime").asText()).isEqualTo(S);
      assertThat(report.path("snapshotTimeFrom").asText()).isEqualTo("METADATA");
      assertThat(report.at("/rows/kept").asLong()).isEqualTo(1_500);
    }
  }

  /** The AWS CLI uploads files above 8 MB in parts; {@code -Dserved.upload=300MB} uploads more. */
  @Test
  @Timeout(900)
  void aMultipartUploadByTheAwsCliSettlesWithTheSnapshotTimeOfItsMetadata() throws Exception {
    assumeTrue(
        answers("aws"), "skipped: no aws on the PATH, so nothing was uploaded by 'aws s3 cp'");
    String size = System.getProperty("served.upload", "20MB");
    Path big = directory.resolve("big");
    assertThat(
            InventoryCommand.run(
                "generate", "--size", size, "--seed", "7", "--out", big.toString()))
        .isZero();
    try (Served served = new Served(directory.resolve("data"))) {
      served.put("catalog/catalog.csv", big.resolve("catalog.csv"), Map.of());
      served.awaitImport("catalog");
      served.put("facilities/facilities.csv", big.resolve("facilities.csv"), Map.of());
      served.awaitImport("facilities");
      Path delta = big.resolve("delta.csv");

      awsCopies(served, delta, "incoming/us/delta.csv");

      JsonNode report = served.awaitReport(deliveryId(delta));
      assertThat(report.path("status").asText()).isEqualTo("SETTLED");
      assertThat(report.path("snapshotTime").asText()).isEqualTo(S);
      assertThat(report.path("snapshotTimeFrom").asText()).isEqualTo("METADATA");
      assertThat(report.at("/rows/kept").asLong()).isEqualTo(1_500);
      assertThat(
              served
                  .s3
                  .headObject(it -> it.bucket(served.bucket()).key("incoming/us/delta.csv"))
                  .eTag())
          .as("an upload of several parts")
          .matches("\"[0-9a-f]{32}-[0-9]+\"");
    }
  }

  private void awsCopies(Served served, Path file, String key) throws Exception {
    Path told = directory.resolve("aws.log");
    ProcessBuilder aws =
        new ProcessBuilder(
                "aws",
                "s3",
                "cp",
                file.toString(),
                "s3://" + served.bucket() + "/" + key,
                "--metadata",
                "snapshot-time=" + S,
                "--endpoint-url",
                served.address.at("/s3/endpoint").asText(),
                "--no-progress")
            .redirectErrorStream(true)
            .redirectOutput(told.toFile());
    Map<String, String> environment = aws.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_ACCESS_KEY_ID", served.address.at("/s3/accessKeyId").asText());
    environment.put("AWS_SECRET_ACCESS_KEY", served.address.at("/s3/secretAccessKey").asText());
    environment.put("AWS_DEFAULT_REGION", served.address.at("/s3/region").asText());
    environment.put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("no-config").toString());
    int code = aws.start().waitFor();
    assertThat(code).as(Files.readString(told)).isZero();
  }

  private static boolean answers(String program) throws Exception {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    return there
        && new ProcessBuilder(program, "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  /** A multipart client for the transfer manager. */
  private record NettyAsync(S3AsyncClient client) implements AutoCloseable {
    NettyAsync(Served served) {
      this(
          S3AsyncClient.builder()
              .endpointOverride(URI.create(served.address.at("/s3/endpoint").asText()))
              .region(Region.of(served.address.at("/s3/region").asText()))
              .credentialsProvider(served.credentials())
              .forcePathStyle(true)
              .multipartEnabled(true)
              .httpClientBuilder(NettyNioAsyncHttpClient.builder())
              .build());
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private void drop(Served served) throws Exception {
    Path catalog = write("catalog.csv", "upca,productId", n -> "%d,p%d".formatted(100_000 + n, n));
    served.put("catalog/catalog.csv", catalog, Map.of());
    served.awaitImport("catalog");
    Path facilities = Files.writeString(directory.resolve("facilities.csv"), "facilityId\nNYC\n");
    served.put("facilities/facilities.csv", facilities, Map.of());
    served.awaitImport("facilities");
    served.put("incoming/us/delta.csv", delta(), Map.of("snapshot-time", S));
  }

  private Path delta() throws IOException {
    return write(
        "delta.csv",
        "facilityId,idType,idValue,availableQty",
        n -> "NYC,UPCA,%d,%d".formatted(100_000 + n, n % 50));
  }

  private Path write(String name, String header, IntFunction<String> row) throws IOException {
    String rows =
        IntStream.rangeClosed(1, PRODUCTS).mapToObj(row).collect(Collectors.joining("\n"));
    return Files.writeString(directory.resolve(name), header + "\n" + rows + "\n");
  }

  private static String deliveryId(Path delta) throws Exception {
    MessageDigest digest = ContentDigest.newSha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(delta), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return "20260303T070000Z-us-" + ContentDigest.hex(digest.digest()).substring(0, 12);
  }
}
