// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import io.inventorybridge.local.journal.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server on loopback, in memory or in a directory. Metadata is kept in the files' user
 * attributes, and once more in a file beside them. Any client of this machine may use it; the
 * listener is told of every stored object. Closing stops the server; the files stay.
 */
public final class EmbeddedS3 implements AutoCloseable {
  public static final String REGION = "us-east-1";
  public static final String ACCESS_KEY_ID = "local";
  public static final String SECRET_ACCESS_KEY = "local-secret";

  // Far above every real delivery; S3's own limit for a single put.
  private static final long LARGEST_PUT = 5L << 30;
  private static final long LARGEST_SIGNED_PUT = 5L << 30;
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final S3Proxy server;
  private final S3Client client;
  private final URI endpoint;
  private final Optional<AttributeJournal> journal;

  private EmbeddedS3(S3Proxy server, Optional<AttributeJournal> journal) {
    this.server = server;
    this.journal = journal;
    this.endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    this.client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.of(REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY)))
            .forcePathStyle(true)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(5)))
            .build();
  }

  /** Starts an in-memory server on the port; 0 for any free port. */
  public static EmbeddedS3 inMemory(int port, StoringListener listener) {
    return start(new TransientNio2BlobStore(), Optional.empty(), port, listener);
  }

  /**
   * Starts a server on the port, 0 for any free port, with its objects in the directory.
   *
   * @throws IllegalStateException when the directory cannot hold metadata
   */
  public static EmbeddedS3 in(Path directory, int port, StoringListener listener) {
    Path absolute = prepared(directory);
    return start(
        new FilesystemNio2BlobStore(absolute.toString()), Optional.empty(), port, listener);
  }

  /**
   * Starts a server whose directory may be copied by any tool, also by one that loses the files'
   * attributes.
   *
   * @param journal the file that keeps a second copy of the attributes
   * @throws IllegalStateException when the directory cannot hold metadata, or lost it in a copy
   */
  public static EmbeddedS3 keptIn(
      Path directory, Path journal, int port, StoringListener listener) {
    Path absolute = prepared(directory);
    AttributeJournal attributes = AttributeJournal.open(absolute, journal);
    try {
      return start(
          new FilesystemNio2BlobStore(absolute.toString()),
          Optional.of(attributes),
          port,
          listener);
    } catch (RuntimeException e) {
      attributes.close();
      throw e;
    }
  }

  /**
   * Starts a read-only server on the objects in the directory.
   *
   * @param journal the file that keeps a second copy of the attributes
   */
  public static EmbeddedS3 reading(Path directory, Path journal, int port) {
    Path absolute = directory.toAbsolutePath().normalize();
    restoreAttributes(absolute, journal);
    return start(
        new ReadOnlyStore(new FilesystemNio2BlobStore(absolute.toString())),
        Optional.empty(),
        port,
        StoringListener.NONE);
  }

  /**
   * Restores the attributes of objects that were copied without them.
   *
   * @throws IllegalStateException when an object has neither attributes nor a record
   */
  public static void restoreAttributes(Path directory, Path journal) {
    AttributeJournal.restore(directory.toAbsolutePath().normalize(), journal);
  }

  // With a relative directory S3Proxy does not find multipart uploads again.
  private static Path prepared(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    try {
      PrivateFiles.createDirectories(absolute);
      refuseWithoutAttributes(absolute);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return absolute;
  }

  private static void refuseWithoutAttributes(Path directory) throws IOException {
    String sentence =
        directory
            + " is on a file system without user attributes, where S3 metadata cannot be kept;"
            + " choose another directory";
    FileStore store = Files.getFileStore(directory);
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class);
    if (view == null) {
      throw new IllegalStateException(sentence + " (" + store.type() + ")");
    }
    try {
      view.write("inventory-probe", StandardCharsets.UTF_8.encode("1"));
      view.delete("inventory-probe");
    } catch (IOException e) {
      throw new IllegalStateException(sentence + " (" + store.type() + ")", e);
    }
  }

  private static EmbeddedS3 start(
      BlobStore store, Optional<AttributeJournal> journal, int port, StoringListener listener) {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new NotifyingBlobStore(store, journal, listener))
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY_ID, SECRET_ACCESS_KEY)
            .maxSinglePartObjectSize(LARGEST_PUT)
            .v4MaxNonChunkedRequestSize(LARGEST_SIGNED_PUT)
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    RequestDrainer.install(server);
    try {
      server.start();
      long giveUp = System.nanoTime() + START_LIMIT.toNanos();
      while (!"STARTED".equals(server.getState())) {
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException("the S3 server did not start within " + START_LIMIT);
        }
        Thread.sleep(5);
      }
      return new EmbeddedS3(server, journal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the S3 server started", e);
    } catch (IllegalStateException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(
          "the S3 server cannot listen on port " + port + ": " + reason(e), e);
    }
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Optional.ofNullable(root.getMessage()).orElse(root.toString());
  }

  public URI endpoint() {
    return endpoint;
  }

  /** The shared client; thread-safe; closed with the server. */
  public S3Client client() {
    return client;
  }

  public void createBucket(String bucket) {
    if (client.listBuckets().buckets().stream().noneMatch(it -> it.name().equals(bucket))) {
      client.createBucket(request -> request.bucket(bucket));
    }
  }

  @Override
  public void close() {
    client.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not stop: " + e.getMessage(), e);
    } finally {
      journal.ifPresent(AttributeJournal::close);
    }
  }
}
