// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import io.inventorybridge.local.s3.StoredObject.Operation;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Tells a listener of every object that is put, copied or completed, once each, before the writer
 * gets its answer. Writes to one key are serialized. This makes conditional writes atomic: the
 * underlying store checks first and moves the file into place later. Thread-safe.
 */
final class NotifyingBlobStore extends ForwardingBlobStore {
  private static final int STRIPES = 64;
  // S3Proxy keeps the metadata of an unfinished multipart upload in an object with this name.
  private static final String UPLOAD_STUB = ".s3proxy-mpu-stub-";
  private static final String OF_PROXY = ".s3proxy-";
  private static final int BAD_REQUEST = 400;
  private static final int PRECONDITION_FAILED = 412;

  // An unfinished file is named after its object, followed by a random UUID.
  private static final Pattern UNDER_WAY =
      Pattern.compile("-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");

  private final Optional<AttributeJournal> journal;
  private final StoringListener listener;
  private final Lock[] locks = new Lock[STRIPES];

  NotifyingBlobStore(
      BlobStore store, Optional<AttributeJournal> journal, StoringListener listener) {
    super(store);
    this.journal = journal;
    this.listener = listener;
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /** Tells whether a file is one that S3Proxy uses by itself, not an object. */
  static boolean isTemporary(String fileName) {
    return fileName.startsWith(OF_PROXY) || UNDER_WAY.matcher(fileName).find();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    if (request.key().startsWith(UPLOAD_STUB)) {
      return WriteFailures.translating(request.key(), () -> super.putBlob(request, content));
    }
    if (request.key().endsWith("/")) {
      return putFolder(request, content);
    }
    return storing(
        request.bucket(),
        request.key(),
        Operation.PUT,
        WritePrecondition.of(request.ifNoneMatch(), request.ifMatch()),
        request.metadata().size(),
        () -> super.putBlob(request, content));
  }

  // Consoles and SFTP clients show a folder by an empty object. It is not a file that was dropped,
  // so that nobody is told.
  private PutObjectResponse putFolder(PutObjectRequest request, InputStream content) {
    if (request.contentLength() != null && request.contentLength() > 0) {
      throw WriteFailures.error(
          BAD_REQUEST,
          "InvalidRequest",
          "%s ends in a slash, so it is a folder and holds no bytes; store the file under another key"
              .formatted(request.key()));
    }
    return storeFolder(request.bucket(), request.key(), () -> super.putBlob(request, content));
  }

  private <T> T storeFolder(String bucket, String key, Supplier<T> call) {
    return WriteFailures.translating(
        key,
        () -> {
          T response = call.get();
          journal.ifPresent(it -> it.stored(bucket, key));
          return response;
        });
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    if (request.destinationKey().endsWith("/")) {
      return storeFolder(
          request.destinationBucket(), request.destinationKey(), () -> super.copyBlob(request));
    }
    return storing(
        request.destinationBucket(),
        request.destinationKey(),
        Operation.COPY,
        WritePrecondition.NONE,
        0,
        () -> super.copyBlob(request));
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return storing(
        upload.containerName(),
        upload.blobName(),
        Operation.COMPLETE_MULTIPART_UPLOAD,
        WritePrecondition.of(request.ifNoneMatch(), request.ifMatch()),
        0,
        () -> super.completeMultipartUpload(upload, request));
  }

  /** Lists objects without the temporary files that the underlying store moves into place later. */
  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    ListObjectsV2Response found = super.list(request);
    List<S3Object> objects =
        found.contents().stream()
            .filter(object -> !UNDER_WAY.matcher(object.key()).find())
            .toList();
    return objects.size() == found.contents().size()
        ? found
        : found.toBuilder().contents(objects).keyCount(objects.size()).build();
  }

  private <T> T storing(
      String bucket,
      String key,
      Operation operation,
      WritePrecondition condition,
      int metadata,
      Supplier<T> call) {
    Lock lock = locks[Math.floorMod((bucket + '/' + key).hashCode(), STRIPES)];
    lock.lock();
    try {
      if (condition.isRequired()
          && !condition.holds(blobExists(bucket, key) ? blobMetadata(bucket, key) : null)) {
        throw preconditionFailed();
      }
      return WriteFailures.translating(
          key, () -> storeAndTell(bucket, key, operation, condition, metadata, call));
    } finally {
      lock.unlock();
    }
  }

  private <T> T storeAndTell(
      String bucket,
      String key,
      Operation operation,
      WritePrecondition condition,
      int metadata,
      Supplier<T> call) {
    listener.storing(bucket, key, operation);
    T response;
    HeadObjectResponse head;
    try {
      response = call.get();
      head = completeHead(bucket, key, condition, metadata);
      journal.ifPresent(it -> it.stored(bucket, key));
    } catch (RuntimeException | Error e) {
      listener.storingFailed(bucket, key);
      throw e;
    }
    listener.stored(
        new StoredObject(
            bucket,
            key,
            head.eTag().replace("\"", ""),
            head.contentLength(),
            head.lastModified(),
            operation));
    return response;
  }

  // S3Proxy does not tell when a full disk takes the bytes of an object and not its attributes.
  private HeadObjectResponse completeHead(
      String bucket, String key, WritePrecondition condition, int metadata) {
    HeadObjectResponse head = blobMetadata(bucket, key);
    if (head == null || head.eTag() == null || head.metadata().size() < metadata) {
      if (condition.onlyNew()) {
        removeBlob(DeleteObjectRequest.builder().bucket(bucket).key(key).build());
      }
      throw WriteFailures.unavailable(key, "its metadata could not be written");
    }
    return head;
  }

  /**
   * The precondition of a write.
   *
   * @param onlyNew the key must not exist
   * @param etag the required ETag of the existing object, without quotes
   */
  private record WritePrecondition(boolean onlyNew, @Nullable String etag) {
    static final WritePrecondition NONE = new WritePrecondition(false, null);

    static WritePrecondition of(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
      return new WritePrecondition(
          "*".equals(ifNoneMatch), ifMatch == null ? null : unquoted(ifMatch));
    }

    boolean isRequired() {
      return onlyNew || etag != null;
    }

    boolean holds(@Nullable HeadObjectResponse there) {
      return there == null
          ? etag == null
          : !onlyNew && (etag == null || etag.equals(unquoted(there.eTag())));
    }

    private static String unquoted(String etag) {
      return etag.replace("\"", "");
    }
  }

  private static RuntimeException preconditionFailed() {
    return WriteFailures.error(
        PRECONDITION_FAILED,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold");
  }
}
