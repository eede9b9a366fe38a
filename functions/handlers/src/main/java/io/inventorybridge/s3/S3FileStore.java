// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket on S3. */
public final class S3FileStore implements FileStore {
  /** Metadata that distinguishes attempts to create the same file. */
  private static final String CREATION = "creation";

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String bucket;

  public S3FileStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Optional<StoredFile> find(String key) {
    return translatingFailures(
        "finding " + key,
        () -> {
          try {
            HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(
                new StoredFile(
                    key,
                    head.eTag(),
                    head.contentLength(),
                    head.lastModified(),
                    withoutCreation(head.metadata())));
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public InputStream open(StoredFile file) {
    return new ResumableDownload(position -> download(file, position), file.size());
  }

  private ResponseInputStream<GetObjectResponse> download(StoredFile file, long position) {
    return translatingFailures(
        "opening " + file.key(),
        () -> {
          try {
            return s3.getObject(
                request -> {
                  request.bucket(bucket).key(file.key()).ifMatch(file.etag());
                  if (position > 0) {
                    request.range("bytes=" + position + "-");
                  }
                });
          } catch (NoSuchKeyException e) {
            throw new FileChanged(file);
          } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
              throw new FileChanged(file);
            }
            throw e;
          }
        });
  }

  @Override
  public StoredFile put(String key, Content content, Map<String, String> metadata) {
    PutObjectRequest request = putRequest(key, metadata).build();
    return translatingFailures(
        "storing " + key, () -> stored(request, content, s3.putObject(request, body(content))));
  }

  @Override
  public Creation create(String key, Content content, Map<String, String> metadata) {
    String creation = UUID.randomUUID().toString();
    Map<String, String> marked = new HashMap<>(metadata);
    marked.put(CREATION, creation);
    PutObjectRequest request = putRequest(key, marked).ifNoneMatch("*").build();
    return translatingFailures(
        "creating " + key,
        () -> {
          try {
            return new Created(
                stored(
                    request.toBuilder().metadata(metadata).build(),
                    content,
                    s3.putObject(request, body(content))));
          } catch (S3Exception e) {
            // 409: another conditional write of the same key was in progress and won.
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
              // The reply to our own call may have been lost, and the SDK may have repeated it.
              return isOurs(key, creation)
                  ? new Created(winner(key))
                  : new AlreadyThere(winner(key));
            }
            throw e;
          }
        });
  }

  @Override
  public Replacement replace(StoredFile seen, Content content, Map<String, String> metadata) {
    PutObjectRequest request = putRequest(seen.key(), metadata).ifMatch(seen.etag()).build();
    return translatingFailures(
        "replacing " + seen.key(),
        () -> {
          try {
            return new Replaced(stored(request, content, s3.putObject(request, body(content))));
          } catch (S3Exception e) {
            // 409: another conditional write of the same key was in progress and won.
            if (e.statusCode() == PRECONDITION_FAILED
                || e.statusCode() == CONFLICT
                || e.statusCode() == NOT_FOUND) {
              return new Changed();
            }
            throw e;
          }
        });
  }

  @Override
  public void copy(StoredFile source, String key, Map<String, String> metadata) {
    translatingFailures(
        "copying " + source.key() + " to " + key,
        () -> {
          try {
            return s3.copyObject(
                request ->
                    request
                        .sourceBucket(bucket)
                        .sourceKey(source.key())
                        .copySourceIfMatch(source.etag())
                        .destinationBucket(bucket)
                        .destinationKey(key)
                        .metadata(metadata)
                        .metadataDirective(MetadataDirective.REPLACE));
          } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
              throw new FileChanged(source);
            }
            throw e;
          }
        });
  }

  @Override
  public void delete(String key) {
    translatingFailures(
        "deleting " + key, () -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  @Override
  public List<StoredFile> list(String prefix) {
    return translatingFailures(
        "listing " + prefix,
        () ->
            s3
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(
                    found ->
                        new StoredFile(
                            found.key(),
                            found.eTag(),
                            found.size(),
                            found.lastModified(),
                            Map.of()))
                .toList());
  }

  // Browsers display files with a page's content type and download all others.
  private PutObjectRequest.Builder putRequest(String key, Map<String, String> metadata) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket).key(key).metadata(metadata);
    return key.endsWith(".html") ? request.contentType("text/html; charset=utf-8") : request;
  }

  // The stored file according to the response itself: another request could find another writer's
  // file.
  private static StoredFile stored(
      PutObjectRequest request, Content content, PutObjectResponse response) {
    return new StoredFile(
        request.key(),
        response.eTag(),
        size(content),
        response
            .sdkHttpResponse()
            .firstMatchingHeader("Date")
            .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
            .orElseThrow(() -> new IllegalStateException("S3 answered without a date")),
        request.metadata());
  }

  private boolean isOurs(String key, String creation) {
    return creation.equals(
        s3.headObject(request -> request.bucket(bucket).key(key)).metadata().get(CREATION));
  }

  private static Map<String, String> withoutCreation(Map<String, String> metadata) {
    Map<String, String> rest = new HashMap<>(metadata);
    rest.remove(CREATION);
    return rest;
  }

  private StoredFile winner(String key) {
    return find(key)
        .orElseThrow(
            () ->
                new StorageFailure(
                    "finding " + key, new IllegalStateException("it was there and is gone")));
  }

  private static long size(Content content) {
    return switch (content) {
      case Bytes bytes -> bytes.bytes().length;
      case OnDisk disk -> disk.file().toFile().length();
    };
  }

  private static RequestBody body(Content content) {
    return switch (content) {
      case Bytes bytes -> RequestBody.fromBytes(bytes.bytes());
      case OnDisk disk -> RequestBody.fromFile(disk.file());
    };
  }

  private static <T> T translatingFailures(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new StorageFailure(what, e);
    }
  }
}
