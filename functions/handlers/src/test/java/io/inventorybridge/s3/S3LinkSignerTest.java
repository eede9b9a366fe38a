// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.reporting.notifications.LinkSigner;
import io.inventorybridge.reporting.notifications.LinkSignerContract;
import io.inventorybridge.support.files.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("system")
class S3LinkSignerTest extends LinkSignerContract {
  private static LocalBuckets buckets;

  private final String bucket = buckets.bucket();

  @BeforeAll
  static void start() {
    buckets = LocalBuckets.inMemory();
  }

  @AfterAll
  static void stop() {
    buckets.close();
  }

  @Override
  protected LinkSigner links() {
    return new S3LinkSigner(buckets.client(), bucket, VALID, InstantSource.system());
  }

  @Override
  protected FileStore files() {
    return new S3FileStore(buckets.client(), bucket);
  }

  @Override
  protected byte[] open(URI link) throws IOException {
    try (InputStream in = link.toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  @Test
  void aLinkEndsWithTheCredentialsThatSignedIt() {
    Instant end = Instant.now().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.SECONDS);
    try (S3Client client =
        S3Client.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.builder()
                        .accessKeyId("test")
                        .secretAccessKey("test")
                        .sessionToken("session")
                        .expirationTime(end)
                        .build()))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      LinkSigner.Link link =
          new S3LinkSigner(client, bucket, VALID, InstantSource.system()).to("reports/a.html");
      assertThat(link.until()).isBetween(end.minusSeconds(5), end.plusSeconds(5));
      assertThat(link.address().getHost()).isEqualTo(bucket + ".s3.eu-west-1.amazonaws.com");
    }
  }
}
