// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.pos.PosRequestReader;
import io.inventorybridge.ledger.WriteContention;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.pos.ReportedMovement;
import io.inventorybridge.pos.UpdatingInventory;
import io.inventorybridge.pos.auth.TokenVerifier;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.text.CellText;
import io.inventorybridge.wiring.FunctionWiring;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Update Inventory API, as described in {@code infra/openapi.yaml}. An object is answered with
 * its own status. An array is answered with 200 if every entry has status 200, else 207, and each
 * entry's own status.
 */
public final class UpdateInventoryHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  /**
   * The maximum number of entries in an array: all of them are processed within the gateway's 29
   * seconds.
   */
  static final int MOST_ENTRIES = 100;

  private static final int MULTI_STATUS = 207;
  private static final StructuredLog LOG = StructuredLog.of(UpdateInventoryHandler.class);

  private final FunctionWiring wiring;
  private final TokenVerifier checking;

  public UpdateInventoryHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public UpdateInventoryHandler(FunctionWiring wiring) {
    this.wiring = wiring;
    this.checking = new TokenVerifier(() -> wiring.ports().tokens(), wiring.clock());
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return LOG.during(
        context,
        call -> {
          String request = requestId(event, context);
          call.addId(LogId.REQUEST, request);
          Reply reply = reply(event, request, call);
          call.info("answered", reply.logFields());
          return response(reply);
        });
  }

  private Reply reply(APIGatewayProxyRequestEvent event, String request, FunctionInvocation call) {
    if (!"POST".equals(event.getHttpMethod())) {
      return new Reply(
          Answer.error(405, "METHOD_NOT_ALLOWED", "only POST is answered here"), "Allow", "POST");
    }
    try {
      switch (checking.check(header(event, "Authorization").orElse(""))) {
        case ACCEPTED -> {}
        case MISSING -> {
          return unauthorized("a header Authorization: Bearer <token> is required");
        }
        case WRONG -> {
          return unauthorized("the token is not valid");
        }
      }
    } catch (StorageFailure e) {
      return new Reply(unavailable(call, e));
    }
    Optional<String> key = header(event, "Idempotency-Key");
    return switch (body(event)) {
      case PosRequestReader.InvalidJson not ->
          new Reply(Answer.error(400, "MALFORMED", not.sentence()));
      case PosRequestReader.ObjectArray many -> replyToArray(many.objects(), key, request, call);
      case PosRequestReader.SingleObject one -> replyToObject(one.object(), key, request, call);
    };
  }

  private Reply replyToObject(
      JsonNode object, Optional<String> key, String request, FunctionInvocation call) {
    Optional<String> fault = key.flatMap(PosRequestReader::idError);
    if (fault.isPresent()) {
      return new Reply(Answer.error(400, "MALFORMED", "the header Idempotency-Key " + fault.get()));
    }
    String otherwise = key.map(CellText::trim).orElse("request-" + request);
    return new Reply(answer(object, otherwise, call));
  }

  private Reply replyToArray(
      List<JsonNode> objects, Optional<String> key, String request, FunctionInvocation call) {
    if (key.isPresent()) {
      return new Reply(
          Answer.error(
              400,
              "MALFORMED",
              "the header Idempotency-Key is for one object; entries have an eventId each"));
    }
    if (objects.isEmpty()) {
      return new Reply(Answer.error(400, "MALFORMED", "the array is empty"));
    }
    if (objects.size() > MOST_ENTRIES) {
      return new Reply(
          Answer.error(
              413,
              "TOO_MANY_ENTRIES",
              "the array has %d entries, more than %d".formatted(objects.size(), MOST_ENTRIES)));
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      answers.add(answer(objects.get(i), "request-%s-%d".formatted(request, i), call));
    }
    boolean all = answers.stream().allMatch(answer -> answer.status() == 200);
    ArrayNode body = JsonCodec.MAPPER.createArrayNode();
    answers.forEach(answer -> body.add(answer.body().put("status", answer.status())));
    return new Reply(all ? 200 : MULTI_STATUS, answers, body, Map.of());
  }

  private Answer answer(JsonNode object, String otherwise, FunctionInvocation call) {
    Instant receivedAt = wiring.clock().instant();
    return switch (PosRequestReader.read(object, otherwise, receivedAt)) {
      case PosRequestReader.InvalidObject not -> {
        Answer answer =
            not.unknownReason()
                ? Answer.error(422, "UNKNOWN_REASON", not.sentence())
                : Answer.error(400, "MALFORMED", not.sentence());
        not.field().ifPresent(field -> answer.body().put("field", field));
        yield answer;
      }
      case PosRequestReader.ValidMovement understood -> answer(understood, call);
    };
  }

  private Answer answer(PosRequestReader.ValidMovement understood, FunctionInvocation call) {
    ReportedMovement movement = understood.movement();
    try {
      return switch (wiring.updatingInventory().run(movement)) {
        case UpdatingInventory.Applied applied -> accepted(understood).with("applied", true);
        case UpdatingInventory.NotOnline not ->
            accepted(understood).with("applied", false).with("reason", "NOT_ONLINE");
        case UpdatingInventory.UnknownStore unknown ->
            Answer.error(
                    404,
                    "UNKNOWN_FACILITY",
                    "facilityId '%s' is no store that we know; the movement is kept until it is"
                        .formatted(movement.facility()))
                .with("field", "facilityId");
        case UpdatingInventory.DifferentContent other ->
            Answer.error(
                    409,
                    "EVENT_ID_USED",
                    "event '%s' was accepted at this facility with another content"
                        .formatted(movement.eventId()))
                .with("field", "eventId");
      };
    } catch (StorageFailure | WriteContention e) {
      return unavailable(call, e);
    }
  }

  private static Answer accepted(PosRequestReader.ValidMovement understood) {
    ObjectNode body = understood.echo().put("webSiteId", "API");
    if (understood.movement().timeAssumed()) {
      body.put("timeAssumed", true);
    }
    return new Answer(200, body);
  }

  // The failure is logged without the received data.
  private static Answer unavailable(FunctionInvocation call, RuntimeException failure) {
    call.warn(
        "unavailable",
        Map.of(
            "failure", failure.getClass().getName(), "why", String.valueOf(failure.getMessage())));
    return Answer.error(
        503, "UNAVAILABLE", "not taken in for certain; repeat it with the same eventId");
  }

  private static Reply unauthorized(String sentence) {
    return new Reply(Answer.error(401, "UNAUTHORIZED", sentence), "WWW-Authenticate", "Bearer");
  }

  private static APIGatewayProxyResponseEvent response(Reply reply) {
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.put("Content-Type", "application/json");
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(reply.status())
        .withHeaders(headers)
        .withBody(new String(JsonCodec.bytes(reply.body()), StandardCharsets.UTF_8))
        .withIsBase64Encoded(false);
  }

  private static String requestId(APIGatewayProxyRequestEvent event, Context context) {
    return Optional.ofNullable(event.getRequestContext())
        .map(APIGatewayProxyRequestEvent.ProxyRequestContext::getRequestId)
        .orElseGet(context::getAwsRequestId);
  }

  private static PosRequestReader.RequestBody body(APIGatewayProxyRequestEvent event) {
    String body = event.getBody() == null ? "" : event.getBody();
    if (!Boolean.TRUE.equals(event.getIsBase64Encoded())) {
      return PosRequestReader.readBody(body);
    }
    try {
      return PosRequestReader.readBody(Base64.getDecoder().decode(body));
    } catch (IllegalArgumentException e) {
      return new PosRequestReader.InvalidJson("the body is not base 64, as it is said to be");
    }
  }

  private static Optional<String> header(APIGatewayProxyRequestEvent event, String name) {
    return event.getHeaders() == null
        ? Optional.empty()
        : event.getHeaders().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  /**
   * The reply to a call.
   *
   * @param answers one for each entry
   * @param headers besides the content type
   */
  private record Reply(
      int status, List<Answer> answers, JsonNode body, Map<String, String> headers) {
    Reply(Answer answer) {
      this(answer.status(), List.of(answer), answer.body(), Map.of());
    }

    Reply(Answer answer, String header, String value) {
      this(answer.status(), List.of(answer), answer.body(), Map.of(header, value));
    }

    /** The log fields: status and reasons, counted. Received and returned content is left out. */
    Map<String, Object> logFields() {
      Map<String, Long> reasons = new TreeMap<>();
      answers.forEach(answer -> reasons.merge(answer.reason(), 1L, Long::sum));
      return Map.of("status", status, "entries", answers.size(), "reasons", reasons);
    }
  }

  private record Answer(int status, ObjectNode body) {
    /** The reason in one word, APPLIED if the movement was applied. */
    String reason() {
      return body.path("error").asText(body.path("reason").asText("APPLIED"));
    }

    static Answer error(int status, String error, String message) {
      return new Answer(
          status, JsonCodec.MAPPER.createObjectNode().put("error", error).put("message", message));
    }

    Answer with(String field, String value) {
      body.put(field, value);
      return this;
    }

    Answer with(String field, boolean value) {
      body.put(field, value);
      return this;
    }
  }
}
