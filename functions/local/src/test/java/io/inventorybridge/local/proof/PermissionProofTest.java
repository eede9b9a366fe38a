// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.events.FailedEvent;
import io.inventorybridge.local.permissions.PermissionRequest;
import io.inventorybridge.local.permissions.PolicyStatement;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.local.template.StackTemplate.Function;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every function may do exactly the calls it makes. Every function's success and failure scenarios
 * run (see {@link ProofScenes}). Their calls to S3, DynamoDB and Secrets Manager are compared with
 * the statements of template.yaml in both directions, and the variables they read with those that
 * are set. The permissions that AWS itself needs are not checked here: infra/README.md lists them.
 */
@Tag("system")
@Timeout(400)
class PermissionProofTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final ObservedCalls OBSERVED = new ObservedCalls();

  /** Signs links; lines with a link begin with this text. */
  private static final String SIGNER = "TellDeliveryFunction";

  private static final String LINK = "Page: ";

  /** Variables read by code outside this project. */
  private static final Map<String, String> READ_BY_OTHERS =
      Map.of(
          "JAVA_TOOL_OPTIONS",
          "the JVM, at its start",
          "POWERTOOLS_METRICS_NAMESPACE",
          "Powertools",
          "POWERTOOLS_SERVICE_NAME",
          "Powertools",
          FunctionEnvironment.ENDPOINT,
          "the AWS SDK; our own code when a function is deployed");

  private static StackTemplate template;

  @BeforeAll
  static void play() throws InterruptedException, IOException {
    LocalOptions options = LocalOptions.inMemory().withTemplate(TemplateFiles.in(ROOT));
    try (LocalSystem system = LocalSystem.open(options, OBSERVED)) {
      template = system.template();
      ProofScenes.play(system);
      openLinks(system);
    }
  }

  // A link works by the permission of the function that signed it, but the function itself makes no
  // call. The calls of link users stand in for it; they bypass the role.
  private static void openLinks(LocalSystem system) throws IOException {
    List<URI> links =
        system.notices().stream()
            .flatMap(notice -> notice.text().lines())
            .filter(line -> line.startsWith(LINK))
            .map(line -> URI.create(line.substring(LINK.length())))
            .toList();
    assertThat(links).isNotEmpty();
    for (URI link : links) {
      try (InputStream in = link.toURL().openStream()) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .as("%s", link)
            .contains("</html>");
      }
      String object = link.getPath().substring(1);
      OBSERVED.requested(SIGNER, new PermissionRequest("s3:GetObject", "arn:aws:s3:::" + object));
    }
  }

  @Test
  void everyFunctionOfTheTemplateHasItsScenes() {
    assertThat(template.functions())
        .filteredOn(function -> OBSERVED.calls(function.name()).isEmpty())
        .extracting(Function::name)
        .as("functions without a scene in Scenes")
        .isEmpty();
  }

  @Test
  void noFunctionMayDoMoreOrLessThanItDoes() {
    Map<String, GrantComparison> inexact = new TreeMap<>();
    for (Function function : template.functions()) {
      GrantComparison comparison = compared(function, function.statements());
      if (!comparison.exact()) {
        inexact.put(function.name(), comparison);
      }
    }
    assertThat(inexact)
        .as("missing: add a statement; unused: remove it, or give Scenes the end that needs it")
        .isEmpty();
  }

  @Test
  void everyStatementThatIsRemovedIsMissed() {
    for (Function function : template.functions()) {
      for (PolicyStatement removed : function.statements()) {
        for (String action : removed.actions()) {
          for (String resource : removed.resources()) {
            assertThat(compared(function, without(function, removed, action, resource)).missing())
                .as("%s without %s on %s of %s", function.name(), action, resource, removed.sid())
                .isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void everyStatementThatIsAddedIsUnused() {
    Set<PolicyStatement> all = new HashSet<>();
    template.functions().forEach(function -> all.addAll(function.statements()));
    all.add(new PolicyStatement("Everything", List.of("s3:PutBucketPolicy"), List.of("*")));
    for (Function function : template.functions()) {
      for (PolicyStatement added : all) {
        GrantComparison before = compared(function, List.of(added));
        if (before.unused().isEmpty()) {
          continue; // the same permission under another name
        }
        List<PolicyStatement> more = new ArrayList<>(function.statements());
        more.add(new PolicyStatement("Added", added.actions(), added.resources()));
        assertThat(compared(function, more).unused())
            .as("%s with %s", function.name(), added)
            .isNotEmpty()
            .allMatch(grant -> grant.sid().equals("Added"));
      }
    }
  }

  @Test
  void aFunctionWhoseStatementIsRemovedFromTheTemplateIsRefused() throws InterruptedException {
    String whole = TemplateFiles.in(ROOT).read(TemplateFiles.TEMPLATE);
    int function = whole.indexOf("  ImportRulesFunction:");
    int statement = whole.indexOf("            - Sid: WriteFiles", function);
    int end = whole.indexOf("      EventInvokeConfig:", statement);
    TemplateFiles cut =
        path ->
            path.equals(TemplateFiles.TEMPLATE)
                ? whole.substring(0, statement) + whole.substring(end)
                : TemplateFiles.in(ROOT).read(path);
    try (LocalSystem system = LocalSystem.open(LocalOptions.inMemory().withTemplate(cut))) {
      byte[] rules =
          "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value\n"
              .getBytes(StandardCharsets.UTF_8);
      system.wiring().files().put("rules/rules.csv", Content.of(rules), Map.of());
      system.awaitQuiet();
      assertThat(system.failedEvents())
          .extracting(FailedEvent::target)
          .contains("ImportRulesFunction");
      assertThat(system.failedEvents().getFirst().toString())
          .contains("template.yaml does not allow ImportRulesFunction to call s3:PutObject");
    }
  }

  @Test
  void everyVariableThatIsReadIsSetAndEveryOneThatIsSetIsRead() {
    for (Function function : template.functions()) {
      Set<String> set = new TreeSet<>(function.environment().keySet());
      set.removeAll(READ_BY_OTHERS.keySet());
      Set<String> read = new TreeSet<>(OBSERVED.variables(function.name()));
      read.removeAll(READ_BY_OTHERS.keySet());
      assertThat(read).as("variables that %s reads", function.name()).isEqualTo(set);
    }
  }

  private static GrantComparison compared(Function function, List<PolicyStatement> statements) {
    Set<PermissionRequest> calls = OBSERVED.calls(function.name());
    return GrantComparison.of(statements, calls);
  }

  private static List<PolicyStatement> without(
      Function function, PolicyStatement statement, String action, String resource) {
    List<PolicyStatement> left = new ArrayList<>(function.statements());
    left.remove(statement);
    List<String> actions = new ArrayList<>(statement.actions());
    actions.remove(action);
    List<String> resources = new ArrayList<>(statement.resources());
    resources.remove(resource);
    left.add(new PolicyStatement(statement.sid(), actions, statement.resources()));
    left.add(new PolicyStatement(statement.sid(), List.of(action), resources));
    return left;
  }
}
