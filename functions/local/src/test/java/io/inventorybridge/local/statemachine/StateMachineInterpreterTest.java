// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.statemachine.StateMachineInterpreter.ExecutionOutcome;
import io.inventorybridge.local.statemachine.StateMachineInterpreter.Failed;
import io.inventorybridge.local.statemachine.StateMachineInterpreter.Succeeded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineInterpreterTest {
  private final List<String> calls = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T06:00:00Z");
  private TaskInvoker tasks = (resource, argument) -> argument;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private static StateMachineDefinition machine(String states) throws Exception {
    return DefinitionReader.read(
        "test.asl.json",
        JsonCodec.read(
            "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":"
                + states.replace('\'', '"')
                + "}"));
  }

  private ExecutionOutcome run(String states, Object input) throws Exception {
    return new StateMachineInterpreter(
            machine(states),
            (resource, argument) -> {
              calls.add(resource + " " + argument);
              return tasks.call(resource, argument);
            },
            pause -> {
              pauses.add(pause);
              now = now.plus(pause);
            },
            clock,
            new SplittableRandom(1))
        .run("run-1", input);
  }

  @Test
  void aTaskLoopsByChoiceUntilItsAnswerSaysDone() throws Exception {
    tasks =
        (resource, argument) -> {
          int next = ((Number) ((Map<?, ?>) argument).get("next")).intValue();
          return Map.of("next", next + 200, "done", next == 400);
        };
    ExecutionOutcome outcome =
        run(
            """
            {'A': {'Type':'Pass','Assign':{'part':'{% $split($states.input.key,"/")[2] %}'},
                   'Output':{'next':0},'Next':'Import'},
             'Import': {'Type':'Task','Resource':'arn:x','Arguments':{'part':'{% $part %}','next':'{% $states.input.next %}'},'Next':'Done?'},
             'Done?': {'Type':'Choice','Choices':[{'Condition':'{% $states.input.done %}','Assign':{'last':'{% $states.input.next %}'},'Next':'End'}],'Default':'Import'},
             'End': {'Type':'Succeed','Output':{'part':'{% $part %}','next':'{% $last %}','name':'{% $states.context.Execution.Name %}'}}}
            """
                .replace("\"/\"", "\\\"/\\\""),
            Map.of("key", "variance/d/part-0001.csv"));
    assertThat(calls)
        .containsExactly(
            "arn:x {part=part-0001.csv, next=0}",
            "arn:x {part=part-0001.csv, next=200}",
            "arn:x {part=part-0001.csv, next=400}");
    assertThat(outcome)
        .isEqualTo(new Succeeded(Map.of("part", "part-0001.csv", "next", 600, "name", "run-1")));
  }

  private static final String RETRYING =
      """
      {'A': {'Type':'Task','Resource':'r',
         'Retry':[{'ErrorEquals':['x.Fatal'],'MaxAttempts':0},
                  {'ErrorEquals':['x.Busy','States.Timeout'],'IntervalSeconds':5,'BackoffRate':2,'MaxAttempts':3,'MaxDelaySeconds':15}],
         'Catch':[{'ErrorEquals':['x.Fatal'],'Output':'fatal','Next':'End'},
                  {'ErrorEquals':['States.ALL'],'Assign':{'failure':'{% $states.errorOutput %}'},'Output':{'was':'{% $states.errorOutput.Error %}'},'Next':'End'}],
         'End':true},
       'End': {'Type':'Pass','End':true}}
      """;

  @Test
  void anErrorIsRetriedByItsClassNameWithBackOffAndThenCaught() throws Exception {
    tasks = failing("x.Busy");
    assertThat(run(RETRYING, 1)).isEqualTo(new Succeeded(Map.of("was", "x.Busy")));
    assertThat(calls).hasSize(4);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
  }

  @Test
  void anErrorThatRetryNamesWithNoAttemptsIsCaughtAtOnce() throws Exception {
    tasks = failing("x.Fatal");
    assertThat(run(RETRYING, 1)).isEqualTo(new Succeeded("fatal"));
    assertThat(calls).hasSize(1);
  }

  @Test
  void anErrorWithoutItsOwnRuleIsCaughtByAllWithoutRetry() throws Exception {
    tasks = failing("x.Other");
    assertThat(run(RETRYING, 1)).isEqualTo(new Succeeded(Map.of("was", "x.Other")));
    assertThat(calls).hasSize(1);
  }

  @Test
  void aTaskThatAnswersTooLateHasTimedOut() throws Exception {
    tasks =
        (resource, argument) -> {
          now = now.plusSeconds(61);
          return "late";
        };
    assertThat(
            run(
                "{'A':{'Type':'Task','Resource':'r','TimeoutSeconds':60,'Catch':[{'ErrorEquals':['States.TaskFailed'],'Next':'No'},{'ErrorEquals':['States.Timeout'],'Next':'Yes'}],'End':true},"
                    + "'Yes':{'Type':'Pass','Output':'yes','End':true},'No':{'Type':'Fail'}}",
                1))
        .isEqualTo(new Succeeded("yes"));
  }

  @Test
  void anUncaughtErrorEndsTheExecution() throws Exception {
    tasks = failing("x.Other");
    assertThat(run("{'A':{'Type':'Task','Resource':'r','End':true}}", 1))
        .isEqualTo(new Failed("A", "x.Other", "because"));
  }

  @Test
  void aFailStateNamesErrorAndCause() throws Exception {
    assertThat(
            run(
                "{'A':{'Type':'Fail','Error':'Quarantined','Cause':'{% $states.input.why & \\\"!\\\" %}'}}",
                Map.of("why", "broken")))
        .isEqualTo(new Failed("A", "Quarantined", "broken!"));
  }

  @Test
  void anExpressionThatFindsNothingFailsInsteadOfGoingOn() throws Exception {
    assertThat(
            run(
                "{'A':{'Type':'Pass','Output':'{% $states.input.nothing %}','End':true}}",
                Map.of()))
        .isEqualTo(
            new Failed(
                "A",
                "States.QueryEvaluationError",
                "{% $states.input.nothing %} returned nothing"));
  }

  @Test
  void noRuleAndNoDefaultIsAnError() throws Exception {
    assertThat(
            run(
                "{'A':{'Type':'Choice','Choices':[{'Condition':'{% false %}','Next':'B'}]},'B':{'Type':'Succeed'}}",
                1))
        .isInstanceOfSatisfying(
            Failed.class, it -> assertThat(it.error()).isEqualTo("States.NoChoiceMatched"));
  }

  @Test
  void waitingIsMeasuredAndPassesTheInputOn() throws Exception {
    assertThat(
            run(
                "{'A':{'Type':'Wait','Seconds':'{% $states.input.s %}','Next':'B'},'B':{'Type':'Wait','Timestamp':'2026-11-24T06:01:30Z','End':true}}",
                Map.of("s", 60)))
        .isEqualTo(new Succeeded(Map.of("s", 60)));
    assertThat(pauses).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(30));
  }

  @Test
  void assignmentsSeeTheVariablesAsTheyWere() throws Exception {
    assertThat(
            run(
                "{'A':{'Type':'Pass','Assign':{'x':1,'y':2},'Next':'B'},"
                    + "'B':{'Type':'Pass','Assign':{'x':'{% $y %}','y':'{% $x %}'},'Output':'{% $x %}','Next':'C'},"
                    + "'C':{'Type':'Pass','Output':'{% [$x,$y,$states.input] %}','End':true}}",
                0))
        .isEqualTo(new Succeeded(List.of(2, 1, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'A':{'Type':'Map','End':true}} | test.asl.json, state A: states of type Map are not implemented locally",
        "{'A':{'Type':'Pass','ResultPath':'$','End':true}} | test.asl.json, state A: field ResultPath is not implemented locally",
        "{'A':{'Type':'Task','Resource':'r','HeartbeatSeconds':3,'End':true}} | test.asl.json, state A: field HeartbeatSeconds is not implemented locally",
        "{'A':{'Type':'Task','End':true}} | test.asl.json, state A: field Resource is missing",
        "{'A':{'Type':'Pass'}} | test.asl.json, state A: exactly one of Next and End is needed",
        "{'A':{'Type':'Pass','Next':'B'}} | test.asl.json: there is no state B",
        "{'A':{'Type':'Pass','End':true},'B':{'Type':'Succeed'}} | test.asl.json, state B: no other state leads to it",
        "{'A':{'Type':'Pass','QueryLanguage':'JSONPath','End':true}} | test.asl.json, state A: QueryLanguage JSONPath is not implemented locally",
        "{'A':{'Type':'Pass','Output':'$.x','End':true}} | test.asl.json, state A: Output: $.x is JSONPath; write {% ... %}",
        "{'A':{'Type':'Task','Resource':'r','Retry':[{'ErrorEquals':['States.ALL','x']}],'End':true}} | test.asl.json, state A: States.ALL must stand alone and last",
        "{'A':{'Type':'Task','Resource':'r','Retry':[{'ErrorEquals':['x'],'Jitter':'FULL'}],'End':true}} | test.asl.json, state A: field Jitter is not implemented locally",
      })
  void anUnsupportedFeatureIsRefusedByNameBeforeTheStart(String states, String sentence) {
    assertThatThrownBy(() -> machine(states))
        .isInstanceOf(UnusableDefinition.class)
        .hasMessage(sentence);
  }

  @Test
  void aBrokenExpressionIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> machine("{'A':{'Type':'Pass','Output':'{% 1 + %}','End':true}}"))
        .isInstanceOf(UnusableDefinition.class)
        .hasMessageStartingWith("test.asl.json, state A: Output: not JSONata: ");
  }

  private static TaskInvoker failing(String error) {
    return (resource, argument) -> {
      throw new ExecutionError(error, "because");
    };
  }
}
