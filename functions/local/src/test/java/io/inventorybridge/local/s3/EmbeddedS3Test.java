// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.local.s3.StoredObject.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

@Tag("system")
@Timeout(120)
class EmbeddedS3Test {
  private static final String BUCKET = "deliveries";
  private static final Map<String, String> METADATA =
      Map.of("snapshot-time", "2026-11-23T07:00:00Z");

  @TempDir Path directory;
  private final List<StoredObject> heard = new CopyOnWriteArrayList<>();
  private final List<String> announced = new CopyOnWriteArrayList<>();
  private final List<String> givenUp = new CopyOnWriteArrayList<>();

  private EmbeddedS3 open(boolean inMemory) {
    StoringListener listener =
        new StoringListener() {
          @Override
          public void storing(String bucket, String key, Operation operation) {
            announced.add(key);
          }

          @Override
          public void stored(StoredObject object) {
            heard.add(object);
          }

          @Override
          public void storingFailed(String bucket, String key) {
            givenUp.add(key);
          }
        };
    EmbeddedS3 s3 =
        inMemory ? EmbeddedS3.inMemory(0, listener) : EmbeddedS3.in(directory, 0, listener);
    s3.createBucket(BUCKET);
    return s3;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyWriteIsReportedOnceWithItsObject(boolean inMemory) {
    try (EmbeddedS3 s3 = open(inMemory)) {
      s3.client()
          .putObject(
              it -> it.bucket(BUCKET).key("incoming/ä b+c.csv").metadata(METADATA),
              RequestBody.fromString("hello"));
      s3.client()
          .copyObject(
              it ->
                  it.sourceBucket(BUCKET)
                      .sourceKey("incoming/ä b+c.csv")
                      .destinationBucket(BUCKET)
                      .destinationKey("originals/x")
                      .metadata(Map.of("attempt", "2"))
                      .metadataDirective(MetadataDirective.REPLACE));
      multipart(s3, "incoming/big.csv");
      s3.client().headObject(it -> it.bucket(BUCKET).key("originals/x"));
      s3.client().listObjectsV2(it -> it.bucket(BUCKET));
      s3.client().deleteObject(it -> it.bucket(BUCKET).key("originals/x"));

      assertThat(heard.stream().map(it -> it.operation() + " " + it.key() + " " + it.size()))
          .containsExactly(
              "PUT incoming/ä b+c.csv 5",
              "COPY originals/x 5",
              "COMPLETE_MULTIPART_UPLOAD incoming/big.csv 5242883");
      assertThat(heard.get(0).etag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
      assertThat(heard.get(2).etag()).endsWith("-2");
      assertThat(announced).hasSize(3);
      assertThat(givenUp).isEmpty();
      assertThat(head(s3, "incoming/big.csv").metadata()).isEqualTo(METADATA);
    }
  }

  private static void multipart(EmbeddedS3 s3, String key) {
    String upload =
        s3.client()
            .createMultipartUpload(it -> it.bucket(BUCKET).key(key).metadata(METADATA))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    byte[][] contents = {new byte[5 << 20], {1, 2, 3}};
    for (int number = 1; number <= contents.length; number++) {
      int part = number;
      String etag =
          s3.client()
              .uploadPart(
                  it -> it.bucket(BUCKET).key(key).uploadId(upload).partNumber(part),
                  RequestBody.fromBytes(contents[number - 1]))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(part).eTag(etag).build());
    }
    s3.client()
        .completeMultipartUpload(
            it ->
                it.bucket(BUCKET)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts)));
  }

  /** Without {@link RequestDrainer} at least every tenth answer is lost. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noAnswerIsLostThoughAChecksumFollowsTheObject(boolean inMemory) {
    try (EmbeddedS3 s3 = open(inMemory)) {
      for (int n = 0; n < 200; n++) {
        String key = "incoming/" + n;
        s3.client().putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromString("x"));
      }
      assertThat(heard).hasSize(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTwoConditionalWritersExactlyOneSucceeds(boolean inMemory) throws Exception {
    try (EmbeddedS3 s3 = open(inMemory);
        ExecutorService writers = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 10; round++) {
        String key = "manifests/" + round;
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
          String content = "writer " + writer;
          attempts.add(() -> create(s3, key, content));
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : writers.invokeAll(attempts)) {
          answers.add(answer.get());
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 412, 412, 412);
      }
      assertThat(heard).hasSize(10);
    }
  }

  private static int create(EmbeddedS3 s3, String key, String content) {
    try {
      s3.client()
          .putObject(
              it -> it.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content));
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    } catch (SdkClientException e) {
      // A refusal sent before the end of the body cuts the connection, so the loser looks for the
      // winner.
      String won = s3.client().getObjectAsBytes(it -> it.bucket(BUCKET).key(key)).asUtf8String();
      return won.equals(content) ? 200 : 412;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherStateThanTheOneNamedIsNotReplaced(boolean inMemory) {
    try (EmbeddedS3 s3 = open(inMemory)) {
      String first =
          s3.client()
              .putObject(it -> it.bucket(BUCKET).key("a"), RequestBody.fromString("1"))
              .eTag();
      s3.client()
          .putObject(it -> it.bucket(BUCKET).key("a").ifMatch(first), RequestBody.fromString("2"));
      for (Map.Entry<String, Integer> answer : Map.of("a", 412, "none", 404).entrySet()) {
        assertThatThrownBy(
                () ->
                    s3.client()
                        .putObject(
                            it -> it.bucket(BUCKET).key(answer.getKey()).ifMatch(first),
                            RequestBody.fromString("3")))
            .isInstanceOfSatisfying(
                S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(answer.getValue()));
      }
      assertThat(s3.client().getObjectAsBytes(it -> it.bucket(BUCKET).key("a")).asUtf8String())
          .isEqualTo("2");
      assertThat(heard).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherStateThanTheOneNamedIsNeitherReadNorCopied(boolean inMemory) {
    try (EmbeddedS3 s3 = open(inMemory)) {
      String first =
          s3.client()
              .putObject(it -> it.bucket(BUCKET).key("a"), RequestBody.fromString("1"))
              .eTag();
      s3.client().putObject(it -> it.bucket(BUCKET).key("a"), RequestBody.fromString("2"));
      assertThatThrownBy(
              () -> s3.client().getObjectAsBytes(it -> it.bucket(BUCKET).key("a").ifMatch(first)))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
      assertThatThrownBy(
              () ->
                  s3.client()
                      .copyObject(
                          it ->
                              it.sourceBucket(BUCKET)
                                  .sourceKey("a")
                                  .copySourceIfMatch(first)
                                  .destinationBucket(BUCKET)
                                  .destinationKey("b")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
      assertThat(heard).hasSize(2);
      assertThat(givenUp).containsExactly("b");
    }
  }

  @Test
  void objectsAndTheirMetadataOutliveTheServer() {
    try (EmbeddedS3 s3 = open(false)) {
      s3.client()
          .putObject(
              it -> it.bucket(BUCKET).key("incoming/a.csv").metadata(METADATA),
              RequestBody.fromString("1"));
    }
    heard.clear();
    try (EmbeddedS3 s3 = open(false)) {
      assertThat(head(s3, "incoming/a.csv").metadata()).isEqualTo(METADATA);
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void aDeliveryOf300MegabytesComesByTheTransferManagerWithItsMetadata() throws Exception {
    Path delta = directory.resolve("delta.csv");
    byte[] block = new byte[1_000_000];
    new Random(7).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(delta)) {
      for (int i = 0; i < 300; i++) {
        out.write(block);
      }
    }
    Path objects = directory.resolve("objects");
    try (EmbeddedS3 s3 = EmbeddedS3.in(objects, 0, listening());
        S3AsyncClient client = asynchronous(s3.endpoint());
        S3TransferManager manager = S3TransferManager.builder().s3Client(client).build()) {
      s3.createBucket(BUCKET);
      manager
          .uploadFile(
              it ->
                  it.source(delta)
                      .putObjectRequest(
                          put ->
                              put.bucket(BUCKET).key("incoming/sv/delta.csv").metadata(METADATA)))
          .completionFuture()
          .join();
      assertThat(heard)
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.size()).isEqualTo(300_000_000L);
                assertThat(it.operation()).isEqualTo(Operation.COMPLETE_MULTIPART_UPLOAD);
              });
      assertThat(head(s3, "incoming/sv/delta.csv").metadata()).isEqualTo(METADATA);
    }
  }

  private StoringListener listening() {
    return new StoringListener() {
      @Override
      public void storing(String bucket, String key, Operation operation) {}

      @Override
      public void stored(StoredObject object) {
        heard.add(object);
      }

      @Override
      public void storingFailed(String bucket, String key) {}
    };
  }

  private static S3AsyncClient asynchronous(URI endpoint) {
    return S3AsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(EmbeddedS3.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EmbeddedS3.ACCESS_KEY_ID, EmbeddedS3.SECRET_ACCESS_KEY)))
        .forcePathStyle(true)
        .multipartEnabled(true)
        .build();
  }

  private static HeadObjectResponse head(EmbeddedS3 s3, String key) {
    return s3.client().headObject(it -> it.bucket(BUCKET).key(key));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFolderIsStoredAndNotReported(boolean inMemory) {
    try (EmbeddedS3 s3 = open(inMemory)) {
      for (String folder : List.of("incoming/us/", "catalog/", "incoming/El Salvador/a b+c%/")) {
        s3.client().putObject(it -> it.bucket(BUCKET).key(folder), RequestBody.empty());
        s3.client()
            .copyObject(
                it ->
                    it.sourceBucket(BUCKET)
                        .sourceKey(folder)
                        .destinationBucket(BUCKET)
                        .destinationKey("copy/" + folder));
      }
      s3.client()
          .putObject(it -> it.bucket(BUCKET).key("incoming/us/x.csv"), RequestBody.fromString("x"));

      assertThat(heard).extracting(StoredObject::key).containsExactly("incoming/us/x.csv");
      assertThat(announced).containsExactly("incoming/us/x.csv");
      assertThatThrownBy(
              () ->
                  s3.client()
                      .putObject(
                          it -> it.bucket(BUCKET).key("incoming/us/"), RequestBody.fromString("x")))
          .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400))
          .hasMessageContaining("incoming/us/ ends in a slash, so it is a folder");
    }
  }

  @Test
  void aNameThatNoFileSystemTakesIsRefusedWithASentence() {
    try (EmbeddedS3 s3 = open(false)) {
      String name = "incoming/" + "x".repeat(300) + ".csv";
      assertThatThrownBy(
              () ->
                  s3.client()
                      .putObject(it -> it.bucket(BUCKET).key(name), RequestBody.fromString("x")))
          .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400))
          .hasMessageContaining("a name in the key " + name + " is longer than 200 letters");
      assertThat(heard).isEmpty();
    }
  }

  /** Copies a directory as {@code cp -r} does: contents only. */
  private static void copyContents(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.write(copy, Files.readAllBytes(path));
        }
      }
    }
  }

  @Test
  void aCopyWithoutAttributesHasTheSameObjects() throws IOException {
    Path original = directory.resolve("original");
    List<HeadObjectResponse> before = new ArrayList<>();
    List<String> keys = List.of("incoming/a b+c.csv", "incoming/big.csv", "index/x", "us/");
    try (EmbeddedS3 s3 =
        EmbeddedS3.keptIn(
            original.resolve("s3"), original.resolve("journal"), 0, StoringListener.NONE)) {
      s3.createBucket(BUCKET);
      for (int i = 0; i < 3; i++) {
        String content = "content " + i;
        s3.client()
            .putObject(
                it -> it.bucket(BUCKET).key(keys.get(0)).metadata(METADATA),
                RequestBody.fromString(content));
      }
      multipart(s3, keys.get(1));
      s3.client()
          .putObject(
              it -> it.bucket(BUCKET).key(keys.get(2)).contentType("text/html; charset=utf-8"),
              RequestBody.fromString("<html>"));
      s3.client().putObject(it -> it.bucket(BUCKET).key(keys.get(3)), RequestBody.empty());
      keys.forEach(key -> before.add(head(s3, key)));
    }
    Path first = directory.resolve("first");
    copyContents(original, first);
    try (EmbeddedS3 s3 = EmbeddedS3.reading(first.resolve("s3"), first.resolve("journal"), 0)) {
      assertSame(s3, keys, before);
    }
    Path second = directory.resolve("second");
    copyContents(first, second);
    try (EmbeddedS3 s3 =
        EmbeddedS3.keptIn(
            second.resolve("s3"), second.resolve("journal"), 0, StoringListener.NONE)) {
      assertSame(s3, keys, before);
    }
  }

  private static void assertSame(EmbeddedS3 s3, List<String> keys, List<HeadObjectResponse> heads) {
    for (int i = 0; i < keys.size(); i++) {
      HeadObjectResponse now = head(s3, keys.get(i));
      HeadObjectResponse before = heads.get(i);
      assertThat(now.eTag()).as(keys.get(i)).isEqualTo(before.eTag());
      assertThat(now.metadata()).isEqualTo(before.metadata());
      assertThat(now.contentType()).isEqualTo(before.contentType());
      // A folder object is a directory, whose time is that of the copy.
      if (!keys.get(i).endsWith("/")) {
        assertThat(now.lastModified()).as(keys.get(i)).isEqualTo(before.lastModified());
      }
    }
  }

  @Test
  void anObjectThatLostItsAttributesAndItsRecordIsNamed() throws IOException {
    Path original = directory.resolve("original");
    Path journal = original.resolve("journal");
    try (EmbeddedS3 s3 =
        EmbeddedS3.keptIn(original.resolve("s3"), journal, 0, StoringListener.NONE)) {
      s3.createBucket(BUCKET);
      s3.client().putObject(it -> it.bucket(BUCKET).key("a.csv"), RequestBody.fromString("x"));
    }
    Path copy = directory.resolve("copy");
    copyContents(original, copy);
    Files.delete(copy.resolve("journal"));
    assertThatThrownBy(() -> EmbeddedS3.reading(copy.resolve("s3"), copy.resolve("journal"), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            ".*/a.csv lost its attributes when the directory was copied; copy it again with cp -a");
  }
}
