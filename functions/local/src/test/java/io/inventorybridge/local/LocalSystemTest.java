// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.local.events.FailedEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("system")
@Timeout(60)
class LocalSystemTest {
  @TempDir Path data;

  @Test
  void aDropGoesThroughFunctionAndStateMachineAsTheTemplateSays() throws Exception {
    SampleHandlers.Count.CALLS.clear();
    try (LocalSystem system = LocalSystem.open(SampleStack.options())) {
      put(system, "incoming/sv/a day+one.csv");
      put(system, "incoming/sv/no-csv.txt");
      system.awaitQuiet();
      assertThat(keys(system, "copied/")).containsExactly("copied/sv/a day+one.csv");
      String key = "copied/sv/a day+one.csv";
      assertThat(SampleHandlers.Count.CALLS)
          .containsExactly(key + "@0", key + "@1", key + "@1", key + "@2");
      assertThat(count(system, key)).isEqualTo("3");
      assertThat(system.failedEvents()).isEmpty();
    }
  }

  @Test
  void aFunctionThatFailsIsCalledThreeTimesAndItsEventIsADeadLetter() throws Exception {
    SampleHandlers.Fail.CALLS.clear();
    List<FailedEvent> told = new ArrayList<>();
    LocalOptions options =
        SampleStack.options().withData(Optional.of(data)).withOnFailure(told::add);
    try (LocalSystem system = LocalSystem.open(options)) {
      put(system, "failing/x.csv");
      system.awaitQuiet();
      assertThat(SampleHandlers.Fail.CALLS).hasSize(3);
      assertThat(system.failedEvents()).isEqualTo(told).hasSize(1);
      assertThat(told.get(0).target()).isEqualTo("FailFunction");
      assertThat(told.get(0).error()).isEqualTo("java.lang.UnsupportedOperationException");
    }
    try (var letters = Files.list(data.resolve("dead-letters"))) {
      assertThat(letters)
          .singleElement()
          .satisfies(it -> assertThat(it).content().contains("failing/x.csv"));
    }
  }

  @Test
  void aSecondWriterIsRefusedAndAReaderIsNot() throws Exception {
    LocalOptions options = SampleStack.options().withData(Optional.of(data));
    try (LocalSystem writer = LocalSystem.open(options)) {
      put(writer, "incoming/sv/a.csv");
      writer.awaitQuiet();
      assertThatThrownBy(() -> LocalSystem.open(options))
          .isInstanceOf(UnusableData.class)
          .hasMessageContaining("is in use by another process");
      try (LocalSystem reader = LocalSystem.open(options.withMode(AccessMode.READER))) {
        assertThat(count(reader, "copied/sv/a.csv")).isEqualTo("3");
        assertThat(keys(reader, "copied/")).containsExactly("copied/sv/a.csv");
        assertThatThrownBy(() -> put(reader, "incoming/sv/b.csv"))
            .isInstanceOf(RuntimeException.class);
      }
    }
  }

  @Test
  void aScratchCopyWorksAndChangesNothing() throws Exception {
    LocalOptions options = SampleStack.options().withData(Optional.of(data));
    try (LocalSystem writer = LocalSystem.open(options)) {
      put(writer, "incoming/sv/a.csv");
      writer.awaitQuiet();
    }
    try (LocalSystem scratch = LocalSystem.open(options.withMode(AccessMode.SCRATCH))) {
      put(scratch, "incoming/sv/b.csv");
      put(scratch, "incoming/sv/a.csv");
      scratch.awaitQuiet();
      assertThat(count(scratch, "copied/sv/b.csv")).isEqualTo("3");
      assertThat(keys(scratch, "copied/")).hasSize(2);
    }
    try (LocalSystem reader = LocalSystem.open(options.withMode(AccessMode.READER))) {
      assertThat(count(reader, "copied/sv/b.csv")).isEmpty();
      assertThat(keys(reader, "copied/")).containsExactly("copied/sv/a.csv");
    }
    try (var left = Files.list(data)) {
      assertThat(left.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "s3", "lock", "objects.journal", "tables.journal", "events.journal");
    }
  }

  @Test
  void readingWhatWasNeverWrittenIsRefused() {
    assertThatThrownBy(
            () ->
                LocalSystem.open(
                    SampleStack.options()
                        .withData(Optional.of(data.resolve("none")))
                        .withMode(AccessMode.READER)))
        .isInstanceOf(UnusableData.class)
        .hasMessageEndingWith("none holds no data of an earlier command");
  }

  @Test
  void settingsBecomeTheInstallationsSettings() throws Exception {
    Path settings = Files.writeString(data.resolve("my.json"), "{\"partSize\":3000}");
    try (LocalSystem system =
        LocalSystem.open(SampleStack.options().withSettings(Optional.of(settings)))) {
      assertThat(
              system
                  .s3()
                  .getObjectAsBytes(
                      it -> it.bucket(system.bucket()).key("settings/installation.json"))
                  .asUtf8String())
          .isEqualTo("{\"partSize\":3000}");
    }
  }

  static void put(LocalSystem system, String key) {
    system.s3().putObject(it -> it.bucket(system.bucket()).key(key), RequestBody.fromString("x"));
  }

  static List<String> keys(LocalSystem system, String prefix) {
    return system
        .s3()
        .listObjectsV2(it -> it.bucket(system.bucket()).prefix(prefix))
        .contents()
        .stream()
        .map(it -> it.key())
        .toList();
  }

  static String count(LocalSystem system, String key) {
    Map<String, AttributeValue> item =
        system
            .dynamoDb()
            .getItem(
                it ->
                    it.tableName("StockTable")
                        .consistentRead(true)
                        .key(
                            Map.of(
                                "upca", AttributeValue.fromS(key),
                                "facilityId", AttributeValue.fromS("F"))))
            .item();
    return item.isEmpty() ? "" : item.get("count").n();
  }
}
