// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The permissions that a request to S3 needs, by the table of actions in S3's API reference. */
final class S3Calls {
  private static final String GET = "s3:GetObject";
  private static final String PUT = "s3:PutObject";

  private S3Calls() {}

  static List<PermissionRequest> of(Object request) {
    return switch (request) {
      case GetObjectRequest it -> List.of(object(GET, it.bucket(), it.key()));
      case HeadObjectRequest it -> List.of(object(GET, it.bucket(), it.key()));
      // A conditional put reveals whether the object changed, which counts as reading it.
      case PutObjectRequest it ->
          it.ifMatch() == null
              ? List.of(object(PUT, it.bucket(), it.key()))
              : List.of(object(PUT, it.bucket(), it.key()), object(GET, it.bucket(), it.key()));
      case CreateMultipartUploadRequest it -> List.of(object(PUT, it.bucket(), it.key()));
      case UploadPartRequest it -> List.of(object(PUT, it.bucket(), it.key()));
      case CompleteMultipartUploadRequest it -> List.of(object(PUT, it.bucket(), it.key()));
      case AbortMultipartUploadRequest it ->
          List.of(object("s3:AbortMultipartUpload", it.bucket(), it.key()));
      case CopyObjectRequest it ->
          List.of(
              object(GET, it.sourceBucket(), it.sourceKey()),
              object(PUT, it.destinationBucket(), it.destinationKey()));
      case DeleteObjectRequest it -> List.of(object("s3:DeleteObject", it.bucket(), it.key()));
      case ListObjectsV2Request it -> List.of(listing(it.bucket()));
      default -> throw new UnknownRequest(request);
    };
  }

  /**
   * The additional permission needed to learn that an object is missing. Without it S3 answers 403
   * instead of 404.
   */
  static Optional<PermissionRequest> requiredForNotFound(Object request) {
    return switch (request) {
      case HeadObjectRequest it -> Optional.of(listing(it.bucket()));
      case GetObjectRequest it -> Optional.of(listing(it.bucket()));
      case CopyObjectRequest it -> Optional.of(listing(it.sourceBucket()));
      default -> Optional.empty();
    };
  }

  private static PermissionRequest listing(String bucket) {
    return new PermissionRequest("s3:ListBucket", "arn:aws:s3:::" + bucket);
  }

  private static PermissionRequest object(String action, String bucket, String key) {
    return new PermissionRequest(action, "arn:aws:s3:::" + bucket + "/" + key);
  }
}
