// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.SampleStack;
import io.inventorybridge.local.ServedProcess;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** The command in its own process, stopped by signals. */
@Tag("system")
@Timeout(90)
class ServeTest {
  @TempDir Path data;

  /** A running {@code inventory serve}, with clients that know only its first line. */
  private static final class Served implements AutoCloseable {
    private final Process process;
    private final JsonNode address;
    private final S3Client s3;
    private final DynamoDbClient dynamoDb;

    Served(Path data) throws Exception {
      process =
          ServedProcess.start(
              data, ProcessBuilder.Redirect.INHERIT, "-Dinventory.home=" + SampleStack.DIRECTORY);
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      address = JsonCodec.read(out.readLine());
      JsonNode bucket = address.get("s3");
      StaticCredentialsProvider credentials =
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(
                  bucket.get("accessKeyId").asText(), bucket.get("secretAccessKey").asText()));
      Region region = Region.of(bucket.get("region").asText());
      s3 =
          S3Client.builder()
              .endpointOverride(URI.create(bucket.get("endpoint").asText()))
              .region(region)
              .credentialsProvider(credentials)
              .forcePathStyle(true)
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .build();
      dynamoDb =
          DynamoDbClient.builder()
              .endpointOverride(URI.create(address.at("/dynamodb/endpoint").asText()))
              .region(region)
              .credentialsProvider(credentials)
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .build();
    }

    void put(String key) {
      s3.putObject(
          it -> it.bucket(address.at("/s3/bucket").asText()).key(key), RequestBody.fromString("x"));
    }

    String count(String key) {
      Map<String, AttributeValue> item =
          dynamoDb
              .getItem(
                  it ->
                      it.tableName(address.at("/dynamodb/tables/STOCK_TABLE").asText())
                          .key(
                              Map.of(
                                  "upca", AttributeValue.fromS(key),
                                  "facilityId", AttributeValue.fromS("F"))))
              .item();
      return item.isEmpty() ? "" : item.get("count").n();
    }

    void awaitCount(String key, String count) throws InterruptedException {
      while (!count(key).equals(count)) {
        Thread.sleep(50);
      }
    }

    @Override
    public void close() {
      s3.close();
      dynamoDb.close();
      process.destroyForcibly().onExit().join();
    }
  }

  @Test
  void aDropByAnyClientStartsThePathAndTheEndIsInOrder() throws Exception {
    try (Served served = new Served(data)) {
      assertThat(served.address.properties().stream().map(Map.Entry::getKey))
          .containsExactly("s3", "dynamodb", "pages", "shop");
      served.put("incoming/sv/a.csv");
      served.awaitCount("copied/sv/a.csv", "3");
      served.process.destroy();
      assertThat(served.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(served.process.exitValue()).isZero();
    }
  }

  @Test
  void acknowledgedFilesAreProcessedAfterAKill() throws Exception {
    try (Served served = new Served(data)) {
      served.put("incoming/sv/a.csv");
      served.awaitCount("copied/sv/a.csv", "3");
      served.put("incoming/sv/slow.csv");
      served.process.destroyForcibly().waitFor();
    }
    try (Served again = new Served(data)) {
      assertThat(again.count("copied/sv/a.csv")).isEqualTo("3");
      again.awaitCount("copied/sv/slow.csv", "3");
    }
  }
}
