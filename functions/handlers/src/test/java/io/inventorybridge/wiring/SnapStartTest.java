// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

class SnapStartTest {
  private final List<String> built = new ArrayList<>();

  @Test
  void aSnapshotHoldsTheClientsThatTheFunctionUsesAndNoOther() throws Exception {
    AwsPorts ports = ports(Map.of("BUCKET", "bucket", "STOCK_TABLE", "stock"));

    ports.beforeCheckpoint(Core.getGlobalContext());

    assertThat(built).containsExactly("S3", "DynamoDB");
  }

  @Test
  void aFunctionWithoutTablesHasNoClientForThem() throws Exception {
    AwsPorts ports = ports(Map.of("BUCKET", "bucket"));

    ports.beforeCheckpoint(Core.getGlobalContext());
    ports.files();

    assertThat(built).containsExactly("S3");
  }

  private AwsPorts ports(Map<String, String> variables) {
    return new AwsPorts(
        new FunctionEnvironment(variables),
        noting(
            "S3",
            () ->
                S3Client.builder()
                    .region(Region.US_EAST_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build()),
        noting(
            "DynamoDB",
            () ->
                DynamoDbClient.builder()
                    .region(Region.US_EAST_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build()),
        noting(
            "Secrets Manager",
            () -> {
              throw new AssertionError("the function does not need it");
            }),
        noting(
            "SNS",
            () -> {
              throw new AssertionError("the function does not need it");
            }),
        BackoffPolicy.NONE,
        InstantSource.system());
  }

  private <T> Supplier<T> noting(String name, Supplier<T> maker) {
    return () -> {
      built.add(name);
      return maker.get();
    };
  }
}
