// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.endpoint.AwsEndpoint;
import io.inventorybridge.endpoint.AwsEndpoint.Service;
import io.inventorybridge.local.template.StackTemplate.StateMachine;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.local.template.TemplateReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * The template's state machines, run by an endpoint's Step Functions: its JSONata, its retries by
 * exception names, its order of states. Their functions' answers are in statemachines.json. The
 * test's own container is given that file; another LocalStack must be started with it
 * (SFN_MOCK_CONFIG).
 */
@Tag("system")
@Timeout(240)
class StateMachinesAtEndpointTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String EVENT =
      """
      {"id":"attempt-1","detail":{"object":{"key":"variance/20261124T063000Z-sv-3f9a1c0b7d2e/part-0001.csv"}}}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ResetBeforeVariance | Swept      | SUCCEEDED |                 | ImportReset ImportReset ImportVariance SettlePart SweepLoad SweepLoad
          ResetBeforeVariance | Mismatched | FAILED    | PartQuarantined | ImportReset ImportVariance QuarantinePart
          CatalogRefresh      | InForce    | SUCCEEDED |                 | RefreshCatalog RefreshCatalog
          CatalogRefresh      | Refused    | FAILED    | CatalogRefused  | RefreshCatalog
          DeliveryUndo        | InTwoCalls | SUCCEEDED |                 | UndoDelivery UndoDelivery UndoDelivery
          DeliveryUndo        | Impossible | FAILED    | UndoImpossible  | UndoDelivery
          ShopifyFullSync     | ReadTwice  | SUCCEEDED |                 | AwaitDelivery SyncBatch SyncBatch SyncBatch ReportSync
          ShopifyFullSync     | Stopped    | FAILED    | WithoutDelivery | AwaitDelivery
          """)
  void aStateMachineRunsItsSteps(
      String machine, String scene, ExecutionStatus ends, String error, String steps)
      throws InterruptedException {
    AwsEndpoint endpoint =
        AwsEndpoint.configured().orElseThrow(StateMachinesAtEndpointTest::nowhere);
    endpoint.require(Service.STEP_FUNCTIONS);
    SfnClient sfn = endpoint.to(SfnClient.builder()).build();
    String input =
        switch (machine) {
          case "ResetBeforeVariance" -> EVENT;
          case "DeliveryUndo" -> "{\"delivery\":\"20261124T063000Z-sv-3f9a1c0b7d2e\"}";
          default -> "{}";
        };
    String execution = start(sfn, created(sfn, machine), scene, input);
    DescribeExecutionResponse ended = ended(sfn, execution);
    if (String.valueOf(ended.cause()).contains("Installation of jsonata")) {
      throw lacking("JSONata, which LocalStack installs when it is first used");
    }
    assertThat(ended.status()).as("%s: %s", ended.error(), ended.cause()).isEqualTo(ends);
    assertThat(ended.error()).isEqualTo(error);
    assertThat(steps(sfn, execution)).containsExactly(steps.split(" "));
  }

  private static RuntimeException nowhere() {
    Assumptions.abort("-Dbridge.endpoint is not set");
    return new IllegalStateException("not reached");
  }

  // The scenes are stored by the machine's name, so it cannot be unique to this run.
  private static String created(SfnClient sfn, String name) {
    StateMachine machine =
        TemplateReader.read(TemplateFiles.in(ROOT)).stateMachines().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow();
    return sfn.createStateMachine(
            request ->
                request
                    .name(name)
                    .roleArn("arn:aws:iam::000000000000:role/of-nobody")
                    .definition(machine.definition().toString()))
        .stateMachineArn();
  }

  private static String start(SfnClient sfn, String machine, String scene, String input) {
    try {
      return sfn.startExecution(
              request -> request.stateMachineArn(machine + "#" + scene).input(input))
          .executionArn();
    } catch (SfnException e) {
      String lacking = "SFN_MOCK_CONFIG with functions/local/src/test/resources/statemachines.json";
      throw lacking(lacking + ": " + e.getMessage());
    }
  }

  private static RuntimeException lacking(String what) {
    System.out.println("not proven here, the endpoint lacks " + what);
    return Assumptions.abort("the endpoint lacks " + what);
  }

  private static DescribeExecutionResponse ended(SfnClient sfn, String execution)
      throws InterruptedException {
    while (true) {
      DescribeExecutionResponse now =
          sfn.describeExecution(request -> request.executionArn(execution));
      if (now.status() != ExecutionStatus.RUNNING) {
        return now;
      }
      Thread.sleep(500);
    }
  }

  private static List<String> steps(SfnClient sfn, String execution) {
    return sfn.getExecutionHistoryPaginator(request -> request.executionArn(execution)).stream()
        .flatMap(page -> page.events().stream())
        .filter(event -> event.typeAsString().equals("TaskStateEntered"))
        .map(HistoryEvent::stateEnteredEventDetails)
        .map(entered -> entered.name())
        .toList();
  }
}
