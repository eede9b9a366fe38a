// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.reporting.notifications.LinkSigner;
import io.inventorybridge.support.files.StorageFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/**
 * Signed links to objects. Signing makes no call; when a link is opened, S3 checks the signer's
 * permission and the expiry of its credentials.
 */
public final class S3LinkSigner implements LinkSigner {
  /**
   * The maximum lifetime of a function role's credentials; AWS renews them earlier. A link expires
   * with the credentials that signed it.
   */
  public static final Duration AS_LONG_AS_A_ROLE = Duration.ofHours(12);

  private final S3Client s3;
  private final String bucket;
  private final Duration longest;
  private final InstantSource clock;

  /**
   * @param s3 gives the credentials, region and endpoint of the links
   * @param longest the maximum lifetime of a link; it ends earlier with its credentials
   */
  public S3LinkSigner(S3Client s3, String bucket, Duration longest, InstantSource clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.longest = longest;
    this.clock = clock;
  }

  @Override
  public Link to(String key) {
    S3ServiceClientConfiguration client = s3.serviceClientConfiguration();
    try (S3Presigner presigner = presigner(client)) {
      Duration lasting = lasting(client.credentialsProvider());
      PresignedGetObjectRequest signed =
          presigner.presignGetObject(
              request ->
                  request
                      .signatureDuration(lasting)
                      .getObjectRequest(get -> get.bucket(bucket).key(key)));
      return new Link(URI.create(signed.url().toString()), signed.expiration());
    } catch (SdkException e) {
      throw new StorageFailure("signing a link to " + key, e);
    }
  }

  // An endpoint other than AWS's own uses path-style addresses.
  private static S3Presigner presigner(S3ServiceClientConfiguration client) {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(client.region())
            .credentialsProvider(client.credentialsProvider());
    client
        .endpointOverride()
        .ifPresent(
            endpoint ->
                builder
                    .endpointOverride(endpoint)
                    .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build()));
    return builder.build();
  }

  private Duration lasting(IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
    Instant now = clock.instant();
    return credentials
        .resolveIdentity()
        .join()
        .expirationTime()
        .map(end -> Duration.between(now, end))
        .filter(left -> left.compareTo(longest) < 0)
        .orElse(longest);
  }
}
