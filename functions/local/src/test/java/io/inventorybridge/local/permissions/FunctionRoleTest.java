// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.local.permissions.PolicyStatement.Grant;
import io.inventorybridge.local.s3.EmbeddedS3;
import io.inventorybridge.local.s3.StoringListener;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A role allows its declared calls and refuses all others as AWS does. */
@Timeout(60)
@Tag("system")
class FunctionRoleTest {
  private static final String BUCKET = "deliveries";
  private static final PolicyStatement READ =
      new PolicyStatement("Read", List.of("s3:GetObject"), List.of("arn:aws:s3:::deliveries/in/*"));
  private static final PolicyStatement WRITE =
      new PolicyStatement(
          "Write",
          List.of("s3:PutObject"),
          List.of("arn:aws:s3:::deliveries/out/*", "arn:aws:s3:::deliveries/*/released/*"));
  private static final PolicyStatement LIST =
      new PolicyStatement("List", List.of("s3:ListBucket"), List.of("arn:aws:s3:::deliveries"));

  private EmbeddedS3 server;

  @BeforeEach
  void open() {
    server = EmbeddedS3.inMemory(0, StoringListener.NONE);
    server.createBucket(BUCKET);
    server.client().putObject(it -> it.bucket(BUCKET).key("in/a.csv"), RequestBody.fromString("a"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void anAllowedCallIsMadeAndRemembered() {
    FunctionRole role = role(READ, WRITE);
    S3Client s3 = role.guarding(server.client());

    s3.getObjectAsBytes(it -> it.bucket(BUCKET).key("in/a.csv"));
    s3.copyObject(
        it ->
            it.sourceBucket(BUCKET)
                .sourceKey("in/a.csv")
                .destinationBucket(BUCKET)
                .destinationKey("in/released/a.csv"));

    assertThat(role.used())
        .containsExactlyInAnyOrder(
            new Grant("Read", "s3:GetObject", "arn:aws:s3:::deliveries/in/*"),
            new Grant("Write", "s3:PutObject", "arn:aws:s3:::deliveries/*/released/*"));
  }

  @Test
  void aForbiddenCallIsRefusedByName() {
    S3Client s3 = role(READ).guarding(server.client());

    assertThatThrownBy(
            () ->
                s3.putObject(it -> it.bucket(BUCKET).key("in/b.csv"), RequestBody.fromString("b")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403))
        .hasMessageContaining(
            "template.yaml does not allow FilterDeltaFunction to call s3:PutObject on"
                + " arn:aws:s3:::deliveries/in/b.csv");
    assertThat(server.client().listObjectsV2(it -> it.bucket(BUCKET)).contents()).hasSize(1);
  }

  @Test
  void onlyARoleThatMayListLearnsThatAnObjectIsMissing() {
    assertThatThrownBy(
            () ->
                role(READ)
                    .guarding(server.client())
                    .headObject(it -> it.bucket(BUCKET).key("in/x")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    assertThatThrownBy(
            () ->
                role(READ, LIST)
                    .guarding(server.client())
                    .headObject(it -> it.bucket(BUCKET).key("in/x")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  private static FunctionRole role(PolicyStatement... statements) {
    return new FunctionRole(
        "FilterDeltaFunction", List.of(statements), "us-east-1", "000000000000");
  }
}
