// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.handlers.support.S3EventKeys;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.masterdata.InputDecisionJson;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.masterdata.editions.DecidingInputs;
import io.inventorybridge.masterdata.editions.DecidingInputs.InputDecision;
import io.inventorybridge.masterdata.editions.DecidingInputs.Restored;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the editions of inputs, and executes an operator's decision about them: {@code
 * {"decision":"LIST"}}, {@code {"decision":"RELEASE","input":"RULES"}} or {@code
 * {"decision":"RESTORE","edition"}}.
 */
public final class DecideInputsHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(DecideInputsHandler.class);
  private static final TypeReference<Map<String, Object>> ANSWER = new TypeReference<>() {};

  private final FunctionWiring wiring;

  public DecideInputsHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public DecideInputsHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the editions or the outcome, as in {@link InputDecisionJson}. */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(context, call -> JsonCodec.MAPPER.convertValue(answer(event, call), ANSWER));
  }

  private ObjectNode answer(Map<String, Object> event, FunctionInvocation call) {
    DecidingInputs deciding = wiring.decidingInputs();
    String decision = text(event, "decision");
    return switch (decision) {
      case "LIST" -> {
        ObjectNode inputs = InputDecisionJson.of(deciding.list());
        call.info("inputs listed", Map.of("editions", inputs.path("inputs").size()));
        yield inputs;
      }
      case "RELEASE" -> decided(decision, deciding.release(text(event, "input")), call);
      case "RESTORE" -> decided(decision, deciding.restore(text(event, "edition")), call);
      default ->
          throw new IllegalArgumentException(
              "decision '%s' is not one of LIST, RELEASE and RESTORE".formatted(decision));
    };
  }

  private ObjectNode decided(String decision, InputDecision outcome, FunctionInvocation call) {
    if (outcome instanceof Restored restored) {
      S3EventKeys.storeReport(Optional.of(restored.report()), wiring.files(), call);
    }
    ObjectNode answer = InputDecisionJson.of(outcome);
    call.info("decided", Map.of("decision", decision, "outcome", answer.path("outcome").asText()));
    return answer;
  }

  private static String text(Map<String, Object> event, String name) {
    return Optional.ofNullable(event.get(name)).map(Object::toString).orElse("");
  }
}
