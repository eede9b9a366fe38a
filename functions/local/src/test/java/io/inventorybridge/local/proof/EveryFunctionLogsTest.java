// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.local.template.TemplateReader;
import io.inventorybridge.log.LogLines;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionPorts;
import io.inventorybridge.wiring.FunctionWiring;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every function logs a failed call once, with the ids of its event. Here every dependency of the
 * function fails.
 */
@Tag("system")
class EveryFunctionLogsTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final StackTemplate TEMPLATE = TemplateReader.read(TemplateFiles.in(ROOT));
  private static final String BROKEN = "the storage does not answer";
  private static final String REQUEST = "5f1d2c3b-request";

  /** Function, sample of its event, its answer or FAILS, fields of the line. */
  private static final String CASES =
      """
      AwaitDelivery   | await-delivery        | FAILS | run
      Backfill        | backfill-delivery     | FAILS | key delivery run
      ComputeVariance | compute-variance      | FAILS | key delivery part
      DecideDelivery  | decide-delivery-retry | FAILS | delivery
      DecideInputs    | decide-inputs-list    | FAILS |
      DeclareKnown    | declare-known         | FAILS |
      ExpectDelivery  | expect-delivery       | FAILS |
      FilterDelta     | filter-delta          | FAILS | key run
      ImportCatalog   | import-catalog        | FAILS | key
      ImportFacilities| import-facilities     | FAILS | key
      ImportReset     | import-reset          | FAILS | delivery part run
      ImportRules     | import-rules          | FAILS | key
      ImportSettings  | import-settings       | FAILS | key
      ImportVariance  | import-variance       | FAILS | delivery part run
      PublishChanges  | publish-changes       | FAILS | run
      QuarantinePart  | quarantine-part       | FAILS | delivery part run
      RecentSync      | recent-sync           | FAILS | run
      RecordOrders    | record-orders         | FAILS | key
      RecordProducts  | record-products       | FAILS |
      RefreshCatalog  | refresh-catalog       | FAILS |
      ReportDelivery  | report-delivery       | FAILS | key delivery
      ReportSync      | report-sync           | FAILS | run
      SettlePart      | settle-part           | FAILS | delivery part run
      SweepLoad       | sweep-load            | FAILS | delivery run
      SyncBatch       | sync-batch            | FAILS | run
      TellDelivery    | tell-delivery         | FAILS | key delivery
      UndoDelivery    | undo-delivery         | FAILS | delivery
      UpdateInventory | update-inventory      | 503   | requestId
      WritePages      | write-pages           | FAILS | key delivery
      """;

  @ParameterizedTest
  @CsvSource(textBlock = CASES, delimiter = '|')
  void aFailedCallIsLoggedOnceWithTheIdsOfItsEvent(
      String function, String sample, String answer, String fields) throws IOException {
    byte[] event = Files.readAllBytes(ROOT.resolve("events/" + sample + ".json"));
    try (LogLines log = LogLines.open()) {
      assertThat(answer(function, event)).contains(answer);
      List<JsonNode> lines = log.all();
      assertThat(lines)
          .isNotEmpty()
          .allSatisfy(
              line -> {
                assertThat(line.path("function_name").textValue()).isEqualTo(function + "Function");
                assertThat(line.path("function_request_id").textValue()).isEqualTo(REQUEST);
                for (String field : fields == null ? new String[0] : fields.split(" ")) {
                  assertThat(line.path(field).asText("")).as(field).isNotEmpty();
                }
              });
      assertThat(lines)
          .filteredOn(line -> line.toString().contains(BROKEN))
          .as("the lines about the failure")
          .hasSize(1);
    }
  }

  @Test
  void noFunctionIsLeftOut() {
    assertThat(CASES.lines().map(line -> line.split("\\|")[0].strip() + "Function"))
        .containsExactlyInAnyOrderElementsOf(
            TEMPLATE.functions().stream().map(StackTemplate.Function::name).toList());
  }

  private static String answer(String name, byte[] event) {
    StackTemplate.Function function =
        TEMPLATE.functions().stream()
            .filter(it -> it.name().equals(name + "Function"))
            .findFirst()
            .orElseThrow();
    Map<String, String> variables =
        function.environment().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue() + "x"));
    FunctionPorts broken =
        (FunctionPorts)
            Proxy.newProxyInstance(
                FunctionPorts.class.getClassLoader(),
                new Class<?>[] {FunctionPorts.class},
                (proxy, method, arguments) -> {
                  throw new StorageFailure(BROKEN, new IOException("no route"));
                });
    FunctionWiring wiring =
        new FunctionWiring(
            new FunctionEnvironment(variables),
            broken,
            BoundedParallelism.ONE,
            BackoffPolicy.NONE,
            Clock.systemUTC());
    try {
      return new String(LocalFunction.of(function, wiring).invoke(event, REQUEST));
    } catch (FunctionError e) {
      return "FAILS: " + e.getMessage();
    }
  }
}
