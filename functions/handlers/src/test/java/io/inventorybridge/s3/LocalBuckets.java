// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.endpoint.AwsEndpoint;
import io.inventorybridge.endpoint.AwsEndpoint.Service;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An S3 server on loopback for one test class, or the configured endpoint; every test has a new
 * bucket.
 */
public final class LocalBuckets implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Optional<S3Proxy> proxy;
  private final S3Client client;

  private LocalBuckets(AwsEndpoint endpoint) {
    endpoint.require(Service.S3);
    proxy = Optional.empty();
    client = endpoint.s3();
  }

  private LocalBuckets(BlobStore store) {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new Conditional(store))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test", "test")
            .build();
    try {
      server.start();
      while (!"STARTED".equals(server.getState())) {
        Thread.sleep(5);
      }
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not start", e);
    }
    proxy = Optional.of(server);
    client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .forcePathStyle(true)
            // S3Proxy answers before it has read the trailer of an object sent in signed chunks,
            // and cuts the connection; the SDK then sends the object again. So the object is sent
            // without a trailer.
            .serviceConfiguration(it -> it.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build();
  }

  /** Adds conditional puts, which the underlying store does not support. */
  private static final class Conditional extends ForwardingBlobStore {
    Conditional(BlobStore store) {
      super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
      if (request.ifMatch() == null) {
        return super.putBlob(request, content);
      }
      synchronized (this) {
        HeadObjectResponse there = blobMetadata(request.bucket(), request.key());
        if (there == null || !unquoted(there.eTag()).equals(unquoted(request.ifMatch()))) {
          throw S3Exception.builder()
              .statusCode(412)
              .awsErrorDetails(
                  AwsErrorDetails.builder()
                      .errorCode("PreconditionFailed")
                      .errorMessage("another content is there")
                      .build())
              .build();
        }
        return super.putBlob(request, content);
      }
    }

    private static String unquoted(String etag) {
      return etag.replace("\"", "");
    }
  }

  public static LocalBuckets inMemory() {
    return AwsEndpoint.configured()
        .map(LocalBuckets::new)
        .orElseGet(() -> new LocalBuckets(new TransientNio2BlobStore()));
  }

  /** Keeps the files under a directory; the server needs its absolute path. */
  public static LocalBuckets onDisk(Path directory) {
    return new LocalBuckets(new FilesystemNio2BlobStore(directory.toAbsolutePath().toString()));
  }

  public S3Client client() {
    return client;
  }

  public String bucket() {
    String name =
        proxy.isEmpty() ? AwsEndpoint.unique("bucket") : "bucket-" + COUNT.incrementAndGet();
    client.createBucket(request -> request.bucket(name));
    return name;
  }

  @Override
  public void close() {
    client.close();
    if (proxy.isPresent()) {
      try {
        proxy.get().stop();
      } catch (Exception e) {
        throw new IllegalStateException("the S3 server did not stop", e);
      }
    }
  }
}
