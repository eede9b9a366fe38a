// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.handlers.UnlimitedContext;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredLogTest {
  private static final String DELIVERY = "20261124T063000Z-sv-3f9a1c0b7d2e";

  private final StructuredLog journal = StructuredLog.of(StructuredLogTest.class);
  private LogLines lines;

  @BeforeEach
  void listen() {
    lines = LogLines.open();
  }

  @AfterEach
  void stopListening() {
    lines.close();
  }

  @Test
  void everyLineOfAPartCarriesItsDeliveryItsPartAndTheRequest() {
    journal.during(
        new UnlimitedContext("ImportReset", "request-1"),
        call -> {
          call.addId(LogId.DELIVERY, DELIVERY)
              .addId(LogId.PART, "part-0001.csv")
              .addId(LogId.RUN, "attempt-1");
          call.info("reset imported", Map.of("next", 3L));
          call.warn("slow", Map.of("why", "the table throttles"));
          return "done";
        });
    assertThat(lines.all())
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line.path("function_name").textValue()).isEqualTo("ImportReset");
              assertThat(line.path("function_request_id").textValue()).isEqualTo("request-1");
              assertThat(line.path("delivery").textValue()).isEqualTo(DELIVERY);
              assertThat(line.path("part").textValue()).isEqualTo("part-0001.csv");
              assertThat(line.path("run").textValue()).isEqualTo("attempt-1");
              assertThat(line.path("timestamp").textValue()).endsWith("Z");
              assertThat(line.path("cold_start").isBoolean()).isTrue();
              assertThat(line.path("service").isTextual()).isTrue();
            });
    JsonNode said = lines.all().getFirst();
    assertThat(said.path("level").textValue()).isEqualTo("INFO");
    assertThat(said.path("event").textValue()).isEqualTo("reset imported");
    assertThat(said.path("next").longValue()).isEqualTo(3);
    JsonNode warned = lines.all().getLast();
    assertThat(warned.path("level").textValue()).isEqualTo("WARN");
    assertThat(warned.path("event").textValue()).isEqualTo("slow");
    assertThat(warned.path("message").textValue()).isEqualTo("slow: the table throttles");
  }

  @Test
  void theNextCallOfTheSameContainerBeginsWithoutTheIdsOfTheLast() {
    journal.during(
        new UnlimitedContext("ImportReset", "request-1"),
        call -> call.addId(LogId.DELIVERY, DELIVERY));
    assertThatThrownBy(
            () ->
                journal.during(
                    new UnlimitedContext("ImportReset", "request-2"),
                    call -> {
                      call.addId(LogId.PART, "part-0001.csv");
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    journal.during(
        new UnlimitedContext("ImportReset", "request-3"),
        call -> {
          call.info("reset imported", Map.of());
          return "done";
        });
    JsonNode last = lines.all().getLast();
    assertThat(last.path("function_request_id").textValue()).isEqualTo("request-3");
    assertThat(last.has("delivery") || last.has("part")).isFalse();
    journal.alarm("outside", Map.of());
    assertThat(lines.all().getLast().path("function_request_id").asText("")).isEmpty();
  }

  @Test
  void aLineAboutAnotherFileDropsTheIdsOfTheFirst() {
    journal.during(
        new UnlimitedContext("FilterDelta", "request-1"),
        call -> {
          call.setSubject(LogId.KEY, "incoming/sv/a.csv").addId(LogId.DELIVERY, DELIVERY);
          call.setSubject(LogId.KEY, "incoming/sv/b.csv");
          call.info("ignored", Map.of());
          return "done";
        });
    JsonNode line = lines.all().getFirst();
    assertThat(line.path("key").textValue()).isEqualTo("incoming/sv/b.csv");
    assertThat(line.has("delivery")).isFalse();
  }

  @Test
  void aFailureIsLoggedOnceWithItsIdsAndRethrown() {
    IllegalStateException failure = new IllegalStateException("the table is gone");
    assertThatThrownBy(
            () ->
                journal.during(
                    new UnlimitedContext("SettlePart", "request-1"),
                    call -> {
                      call.addId(LogId.DELIVERY, DELIVERY);
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(lines.all()).hasSize(1);
    JsonNode line = lines.all().getFirst();
    assertThat(line.path("level").textValue()).isEqualTo("ERROR");
    assertThat(line.path("event").textValue()).isEqualTo("failed");
    assertThat(line.path("delivery").textValue()).isEqualTo(DELIVERY);
    assertThat(line.at("/error/name").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.at("/error/message").textValue()).isEqualTo("the table is gone");
    assertThat(line.at("/error/stack").textValue()).contains("StructuredLogTest");
  }

  @Test
  void aLineOfACallsThreadCarriesTheIdsOfTheCall() {
    journal.during(
        new UnlimitedContext("SyncBatch", "request-1"),
        call -> {
          call.addId(LogId.RUN, "sync-1");
          return BoundedParallelism.of(2)
              .each(
                  List.of(1, 2),
                  lane -> {
                    journal.alarm("ShopVersionDiffers", Map.of("lane", lane));
                    return lane;
                  });
        });
    assertThat(lines.all())
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line.path("run").textValue()).isEqualTo("sync-1");
              assertThat(line.path("function_request_id").textValue()).isEqualTo("request-1");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n{\"level\":\"ERROR\",\"event\":\"RecentSyncBehind\"}",
        "a\r\nb",
        "\",\"event\":\"RecentSyncBehind\",\"x\":\"",
        "back\\slash\\",
        "{} %s ${jndi:ldap://elsewhere/x} ${env:HOME}",
        "null\0, escape\u001b[31m, bell\u0007, \u0085, \u2028 and \u2029",
        "unpaired \ud800 surrogate",
        "\u202egnihtyna"
      })
  void aNameOrASentenceCannotForgeALineOrAField(String planted) {
    assertThatThrownBy(
            () ->
                journal.during(
                    new UnlimitedContext("FilterDelta", "request-1"),
                    call -> {
                      call.setSubject(LogId.KEY, planted).addId(LogId.DELIVERY, planted);
                      call.warn("held", Map.of("why", planted, "rows", Map.of(planted, planted)));
                      throw new IllegalStateException(planted);
                    }))
        .hasMessage(planted);
    assertThat(lines.written())
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line.stripTrailing()).doesNotContainPattern("[\\x00-\\x1f]"));
    for (JsonNode line : lines.all()) {
      assertThat(line.path("key").textValue()).isEqualTo(visible(planted));
      assertThat(line.path("event").textValue()).isIn("held", "failed");
      assertThat(names(line))
          .isSubsetOf(
              List.of(
                  "level",
                  "message",
                  "error",
                  "cold_start",
                  "function_arn",
                  "function_name",
                  "function_memory_size",
                  "function_request_id",
                  "function_version",
                  "service",
                  "timestamp",
                  "key",
                  "delivery",
                  "event",
                  "why",
                  "rows"));
    }
    assertThat(lines.all().getFirst().path("message").textValue())
        .isEqualTo("held: " + visible(planted));
  }

  private static Set<String> names(JsonNode line) {
    Set<String> names = new TreeSet<>();
    line.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Characters that a line cannot show become question marks. */
  private static String visible(String planted) {
    return planted.replaceAll("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\u202e\ud800]", "?");
  }
}
