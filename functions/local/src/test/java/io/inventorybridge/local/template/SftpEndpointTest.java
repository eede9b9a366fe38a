// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SFTP endpoint of template.yaml, for servers that support only SFTP. */
class SftpEndpointTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final DeclaredStack STACK = DeclaredStack.of(TemplateFiles.in(ROOT));
  private static final Map<?, ?> WHOLE =
      CloudFormationYaml.read(
          TemplateFiles.TEMPLATE, TemplateFiles.in(ROOT).read(TemplateFiles.TEMPLATE));
  private static final String KEY =
      "AAAAC3NzaC1lZDI1NTE5AAAAIKt0mWf7rT0yq0vBf6cH3f1Zp8VnQ9aTz2mYb4Xw5uJd";

  @Test
  void nothingOfItIsThereUnlessAKeyIsGiven() {
    assertThat(parameter("SftpPublicKey").get("Default")).isEqualTo("");
    for (String id : List.of("SftpServer", "SftpUser", "SftpRole", "SftpLogGroup")) {
      assertThat(STACK.resource(id)).as(id).containsEntry("Condition", "HasSftp");
    }
    Map<?, ?> output =
        IntrinsicFunctions.section(IntrinsicFunctions.section(WHOLE, "Outputs"), "SftpHost");
    assertThat(output.get("Condition")).isEqualTo("HasSftp");
    assertThat(IntrinsicFunctions.section(WHOLE, "Conditions").get("HasSftp").toString())
        .isEqualTo("{Fn::Not=[{Fn::Equals=[{Ref=SftpPublicKey}, ]}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-ed25519 " + KEY,
        "ssh-ed25519 " + KEY + " pos@store.example",
        "ssh-rsa " + KEY + KEY + KEY + "==",
        "ecdsa-sha2-nistp256 " + KEY + "= a comment of several words"
      })
  void aPublicKeyIsTakenAsItsFileHasIt(String key) {
    assertThat(allowed("SftpPublicKey", key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public",
        "ssh-ed25519",
        "ssh-dss " + KEY,
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "ssh-ed25519 " + KEY + "\nssh-ed25519 " + KEY,
        "ssh-ed25519 short",
        " ssh-ed25519 " + KEY
      })
  void anInvalidPublicKeyIsRefusedBeforeTheDeployment(String key) {
    assertThat(allowed("SftpPublicKey", key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "sv", "sv.01", "us_west-2", "", "a/b", "..", ".hidden", "s v"})
  void aSourceIsCalledAsDeliveriesAllowIt(String source) {
    assertThat(allowed("SftpSource", source)).isEqualTo(DeliveryId.isSource(source));
  }

  @Test
  void theSenderMayWriteTheDropsOfOneSourceAndReleaseNothing() {
    Map<String, String> statements = new TreeMap<>();
    for (Map<?, ?> statement : statements()) {
      statements.put(
          String.valueOf(statement.get("Sid")),
          "%s %s %s"
              .formatted(
                  statement.get("Effect"),
                  statement.get("Action"),
                  resource(statement.get("Resource"))));
    }
    String bucket = resource(Map.of("Fn::GetAtt", "Bucket.Arn"));
    assertThat(statements)
        .isEqualTo(
            Map.of(
                "SendFiles", "Allow s3:PutObject " + bucket + "/incoming/default/*",
                "SeeFolders", "Allow s3:ListBucket " + bucket,
                "LeaveReleasesToOperators",
                    "Deny s3:PutObject " + bucket + "/incoming/default/released/*"));
    assertThat(
            statements().stream()
                .filter(statement -> statement.get("Sid").equals("SeeFolders"))
                .findFirst()
                .orElseThrow()
                .get("Condition")
                .toString())
        .contains("s3:prefix", "incoming/${SftpSource}", "incoming/${SftpSource}/*");
    assertThat(STACK.properties("SftpUser").get("HomeDirectoryMappings").toString())
        .isEqualTo("[{Entry=/, Target={Fn::Sub=/${Bucket}/incoming/${SftpSource}}}]");
    assertThat(STACK.properties("SftpUser")).containsEntry("HomeDirectoryType", "LOGICAL");
  }

  @Test
  void itsPermissionsStandAmongThoseThatNoCodeOfOursCalls() throws IOException {
    String runbook = Files.readString(ROOT.resolve("infra/README.md"));
    String list = runbook.substring(runbook.indexOf("## Permissions of AWS itself"));
    for (Map<?, ?> statement : statements()) {
      assertThat(list).contains("| `%s` |".formatted(statement.get("Sid")));
    }
  }

  private static List<Map<?, ?>> statements() {
    Map<?, ?> policy = (Map<?, ?>) ((List<?>) STACK.properties("SftpRole").get("Policies")).get(0);
    List<?> statements =
        (List<?>) IntrinsicFunctions.section(policy, "PolicyDocument").get("Statement");
    return statements.stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList();
  }

  private static String resource(Object raw) {
    return new IntrinsicFunctions(WHOLE).text(raw);
  }

  private static Map<?, ?> parameter(String name) {
    return IntrinsicFunctions.section(IntrinsicFunctions.section(WHOLE, "Parameters"), name);
  }

  private static boolean allowed(String name, String value) {
    return Pattern.matches(String.valueOf(parameter(name).get("AllowedPattern")), value);
  }
}
