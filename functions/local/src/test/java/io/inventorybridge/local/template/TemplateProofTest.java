// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.statemachine.DefinitionReader;
import io.inventorybridge.local.template.DeclaredStack.Source;
import io.inventorybridge.wiring.FunctionWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The declarations of template.yaml are complete: handlers, samples of events, state machines, log
 * groups, failure destinations, alarms and their runbook entries.
 */
class TemplateProofTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final DeclaredStack STACK = DeclaredStack.of(TemplateFiles.in(ROOT));
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");
  private static final Pattern RUNBOOK =
      Pattern.compile(".*; see infra/README\\.md, ([A-Za-z]+)\\.");

  /** Tables without a backup, and the reason. */
  private static final Map<String, String> NOT_KEPT =
      Map.of("ActivityTable", "tells silent stores only; lost, it fills again within a day");

  /** Functions without an error alarm, and the receivers of their errors. */
  private static final Map<String, String> TOLD_AT_ONCE =
      Map.of(
          "DeclareKnownFunction",
          "the operator who called it",
          "DecideInputsFunction",
          "the operator who called it",
          "TellDeliveryFunction",
          "FailedEventsAlarm, after the third try",
          "ExpectDeliveryFunction",
          "FailedEventsAlarm, after the third try");

  @Test
  void everyHandlerIsAClassOfOursByTheNameOfItsFunction() throws Exception {
    for (String function : STACK.functions().keySet()) {
      String handler = STACK.text(function, "Handler");
      assertThat(handler).isEqualTo("io.inventorybridge.handlers." + word(function) + "Handler");
      Class<?> type = Class.forName(handler);
      assertThat(
              RequestHandler.class.isAssignableFrom(type)
                  || RequestStreamHandler.class.isAssignableFrom(type))
          .as(handler)
          .isTrue();
      assertThat(type.getConstructor()).as("the constructor that Lambda calls").isNotNull();
      assertThat(type.getConstructor(FunctionWiring.class)).isNotNull();
    }
  }

  @Test
  void readmesTableNamesEveryFunctionAndNoOther() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int from = readme.indexOf("| function | called by | does |");
    Set<String> rows = new TreeSet<>();
    Matcher row =
        Pattern.compile("^\\| ([A-Z]\\w+) \\|", Pattern.MULTILINE)
            .matcher(readme.substring(from, readme.indexOf("\n\n", from)));
    while (row.find()) {
      rows.add(row.group(1));
    }
    assertThat(rows)
        .isEqualTo(
            STACK.functions().keySet().stream()
                .map(TemplateProofTest::word)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyEventSourceHasASampleAndEverySampleItsSource() throws IOException {
    for (String target : STACK.targets()) {
      Map<String, JsonNode> samples = samples(target);
      assertThat(samples).as("events/%s*.json", kebab(word(target))).isNotEmpty();
      List<Source> sources = STACK.sources(target);
      for (Source source : sources) {
        assertThat(samples.values().stream().anyMatch(source::matches))
            .as("a sample for %s and its event %s", target, source.name())
            .isTrue();
      }
      if (!sources.isEmpty()) {
        samples.forEach(
            (name, sample) ->
                assertThat(sources.stream().anyMatch(source -> source.matches(sample)))
                    .as("events/%s fits one of the events of %s", name, target)
                    .isTrue());
      }
    }
  }

  @Test
  void noSampleIsLeftOver() throws IOException {
    Set<String> all;
    try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
      all =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("test-event.json"))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    for (String target : STACK.targets()) {
      all.removeAll(samples(target).keySet());
    }
    assertThat(all).isEmpty();
  }

  @Test
  void stateMachinesAreWellFormedAndTheirSubstitutionsComplete() {
    for (String machine : STACK.ofType("AWS::Serverless::StateMachine").keySet()) {
      String uri = STACK.text(machine, "DefinitionUri");
      Set<String> used = new TreeSet<>();
      Matcher matcher = SUBSTITUTION.matcher(TemplateFiles.in(ROOT).read(uri));
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
      assertThat(STACK.section(machine, "DefinitionSubstitutions").keySet())
          .as("substitutions of %s", machine)
          .map(String::valueOf)
          .containsExactlyInAnyOrderElementsOf(used);
      assertThat(Files.isRegularFile(ROOT.resolve(uri))).isTrue();
    }
    assertThat(STACK.template().stateMachines())
        .allSatisfy(
            machine ->
                assertThatCode(() -> DefinitionReader.read(machine.source(), machine.definition()))
                    .doesNotThrowAnyException());
  }

  @Test
  void everyTaskIsNamedByItsFunctionAndMayCallIt() {
    for (StackTemplate.StateMachine machine : STACK.template().stateMachines()) {
      Set<String> called = new TreeSet<>();
      machine
          .definition()
          .path("States")
          .properties()
          .forEach(
              state -> {
                if (state.getValue().path("Type").asText().equals("Task")) {
                  String resource = state.getValue().path("Resource").asText();
                  called.add(resource);
                  assertThat(resource)
                      .as("step %s of %s", state.getKey(), machine.name())
                      .contains(":function:" + state.getKey() + "Function:");
                }
              });
      assertThat(new TreeSet<>(STACK.allowed(machine.name(), "lambda:InvokeFunction")))
          .as("the calls that the role of %s allows", machine.name())
          .isEqualTo(called);
    }
  }

  @Test
  void everythingThatLogsHasALogGroupOfItsOwnThatForgets() {
    Set<String> groups = new TreeSet<>(STACK.ofType("AWS::Logs::LogGroup").keySet());
    groups.forEach(
        group -> assertThat(STACK.properties(group).get("RetentionInDays")).as(group).isNotNull());
    Set<String> used = new TreeSet<>();
    STACK
        .functions()
        .keySet()
        .forEach(
            function -> {
              assertThat(STACK.section(function, "LoggingConfig").get("LogGroup"))
                  .isEqualTo(Map.of("Ref", word(function) + "LogGroup"));
              used.add(word(function) + "LogGroup");
            });
    for (String machine : STACK.ofType("AWS::Serverless::StateMachine").keySet()) {
      assertThat(STACK.section(machine, "Logging").toString()).contains(machine + "LogGroup");
      assertThat(STACK.section(machine, "Logging").get("IncludeExecutionData"))
          .as("executions carry no data into logs")
          .isEqualTo(false);
      used.add(machine + "LogGroup");
    }
    for (String server : STACK.ofType("AWS::Transfer::Server").keySet()) {
      String group = word(server).replaceFirst("Server$", "LogGroup");
      assertThat(STACK.properties(server).get("StructuredLogDestinations"))
          .isEqualTo(List.of(Map.of("Fn::GetAtt", List.of(group, "Arn"))));
      used.add(group);
    }
    assertThat(groups).isEqualTo(used);
  }

  @Test
  void finalFailuresAreKeptOnEveryAsynchronousPath() {
    for (String target : STACK.targets()) {
      for (Source source : STACK.sources(target)) {
        if (source.byEventBridge()) {
          assertThat(source.properties())
              .as("event %s of %s", source.name(), target)
              .containsKey("DeadLetterConfig");
        }
        if (source.asynchronous() && STACK.functions().containsKey(target)) {
          assertThat(STACK.section(target, "EventInvokeConfig").toString())
              .as("EventInvokeConfig of %s", target)
              .contains("OnFailure", "FailedEventsQueue", "MaximumRetryAttempts");
        }
      }
    }
  }

  @Test
  void everyAlarmNamesItsLineOfTheRunbookAndNotifiesTheAlarmTopic() throws IOException {
    String runbook = Files.readString(ROOT.resolve("infra/README.md"));
    Set<String> lines = new TreeSet<>();
    Matcher heading = Pattern.compile("^### (\\w+Alarm)$", Pattern.MULTILINE).matcher(runbook);
    while (heading.find()) {
      lines.add(heading.group(1));
    }
    Set<String> alarms = STACK.ofType("AWS::CloudWatch::Alarm").keySet();
    for (String alarm : alarms) {
      Matcher description = RUNBOOK.matcher(STACK.text(alarm, "AlarmDescription"));
      assertThat(description.matches()).as("the description of %s", alarm).isTrue();
      assertThat(description.group(1)).isEqualTo(alarm);
      assertThat(STACK.properties(alarm).get("AlarmActions"))
          .isEqualTo(List.of(Map.of("Ref", "AlarmTopic")));
    }
    assertThat(lines).as("headings of the runbook").isEqualTo(new TreeSet<>(alarms));
  }

  @Test
  void theErrorsOfEveryFunctionAreWatched() {
    String alarms =
        STACK.ofType("AWS::CloudWatch::Alarm").values().stream()
            .map(Object::toString)
            .collect(Collectors.joining());
    for (String function : STACK.functions().keySet()) {
      boolean watched =
          Stream.concat(Stream.of(function), machinesThatCall(function))
              .anyMatch(it -> alarms.contains("{Ref=" + it + "}"));
      assertThat(watched)
          .as("an alarm watches %s, or this test names the receiver of its errors", function)
          .isEqualTo(!TOLD_AT_ONCE.containsKey(function));
    }
  }

  private static Stream<String> machinesThatCall(String function) {
    return STACK.template().stateMachines().stream()
        .filter(machine -> machine.definition().toString().contains(":function:" + function + ":"))
        .map(StackTemplate.StateMachine::name);
  }

  @Test
  void tablesAndBucketsAreProtected() {
    for (String table : STACK.ofType("AWS::DynamoDB::Table").keySet()) {
      if (!NOT_KEPT.containsKey(table)) {
        assertThat(STACK.section(table, "PointInTimeRecoverySpecification"))
            .as(table)
            .containsEntry("PointInTimeRecoveryEnabled", true);
        assertThat(STACK.properties(table)).as(table).containsKey("DeletionProtectionEnabled");
        assertThat(STACK.resource(table)).as(table).containsEntry("DeletionPolicy", "Retain");
      }
    }
    for (String bucket : STACK.ofType("AWS::S3::Bucket").keySet()) {
      assertThat(STACK.properties(bucket))
          .containsKeys("LifecycleConfiguration", "BucketEncryption");
      assertThat(STACK.section(bucket, "VersioningConfiguration"))
          .containsEntry("Status", "Enabled");
      assertThat(STACK.section(bucket, "PublicAccessBlockConfiguration").values())
          .hasSize(4)
          .containsOnly(true);
      assertThat(STACK.ofType("AWS::S3::BucketPolicy").values().toString())
          .contains("aws:SecureTransport=false", "Effect=Deny", "Ref=" + bucket);
    }
  }

  @Test
  void aFieldMissingFromASampleIsNoticed() {
    Source drops = STACK.sources("FilterDeltaFunction").stream().findFirst().orElseThrow();
    JsonNode sample = samplesUnchecked("FilterDeltaFunction").values().iterator().next();
    assertThat(drops.matches(sample)).isTrue();
    JsonNode elsewhere = sample.deepCopy();
    ((ObjectNode) elsewhere.at("/Records/0/s3/object")).put("key", "elsewhere/x.csv");
    assertThat(drops.matches(elsewhere)).isFalse();
    JsonNode removed = sample.deepCopy();
    ((ObjectNode) removed.at("/Records/0")).put("eventName", "ObjectRemoved:Delete");
    assertThat(drops.matches(removed)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "INSERT, product#2050000100017#NYC, true",
    "MODIFY, item#48100001#7001, true",
    "REMOVE, product#2050000100017#NYC, false",
    "MODIFY, progress, false",
  })
  void onlySettingAMarkStartsASync(String name, String record, boolean starts) {
    Source marks = STACK.sources("PublishChangesFunction").getFirst();
    JsonNode sample = samplesUnchecked("PublishChangesFunction").values().iterator().next();
    ObjectNode change = (ObjectNode) sample.at("/Records/0");
    change.put("eventName", name);
    ((ObjectNode) change.at("/dynamodb/Keys/record")).put("S", record);
    assertThat(marks.matches(sample)).isEqualTo(starts);
  }

  private static Map<String, JsonNode> samplesUnchecked(String target) {
    try {
      return samples(target);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * The samples whose names begin with this target, and not with a longer name of another target.
   */
  private static Map<String, JsonNode> samples(String target) throws IOException {
    List<Path> found = new ArrayList<>();
    String own = kebab(word(target));
    try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
      files
          .filter(file -> longestOwner(file.getFileName().toString()).equals(own))
          .sorted()
          .forEach(found::add);
    }
    Map<String, JsonNode> samples = new LinkedHashMap<>();
    for (Path file : found) {
      samples.put(
          file.getFileName().toString(), STACK.atHome(JsonCodec.read(Files.readAllBytes(file))));
    }
    return samples;
  }

  private static String longestOwner(String name) {
    return STACK.targets().stream()
        .map(target -> kebab(word(target)))
        .filter(own -> name.equals(own + ".json") || name.startsWith(own + "-"))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElse("");
  }

  private static String word(String logicalId) {
    return logicalId.replaceFirst("Function$", "");
  }

  private static String kebab(String word) {
    return word.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
