// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.NASHVILLE;
import static io.inventorybridge.local.path.RetailerNight.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.support.files.FileStore.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** Duplicate and late events, and files without their counterpart. */
@Tag("system")
@Timeout(120)
class RepeatedEventsTest {
  private static final String S = "2026-03-03T07:00:00Z";

  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void masters() {
    night = new RetailerNight(directory);
    night.masters();
  }

  @Test
  void theSameDeliveryTwiceIsADuplicateThatChangesNothing() {
    String delta = night.delta("delta.csv");
    JsonNode first = night.run(delta, S).report();
    Map<String, String> ledger = night.ledger();
    String again = night.delta("another-name.csv");

    CommandResult second = night.run(again, S);

    assertThat(second.code()).isZero();
    JsonNode report = second.report();
    assertThat(report.path("status").asText()).isEqualTo("DUPLICATE");
    assertThat(report.path("delivery")).isEqualTo(first.path("delivery"));
    assertThat(report.path("parts").size()).isZero();
    assertThat(report.path("reason").asText())
        .startsWith("the same bytes were delivered as " + first.path("delivery").asText() + ", ");
    assertThat(night.ledger()).isEqualTo(ledger);
    String id = first.path("delivery").asText();
    List<String> reports =
        night.keys("reports/" + id).stream().filter(key -> key.endsWith(".json")).toList();
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0)).matches("reports/" + id + "\\.duplicate-[0-9]{8}T[0-9]{6}Z\\.json");
    assertThat(reports.get(1)).isEqualTo("reports/" + id + ".json");
    assertThat(RetailerNight.json(night.text(reports.get(1)))).isEqualTo(first);
    assertThat(RetailerNight.json(night.text(reports.get(0)))).isEqualTo(report);
  }

  @Test
  void theSameFileTwiceInOneCommandIsADuplicateTheSecondAndTheThirdTime() {
    String delta = night.delta("delta.csv");
    CommandResult ran =
        night.run(delta, S, delta, night.delta("copy.csv"), night.delta("copy2.csv"));
    assertThat(ran.code()).isZero();
    assertThat(ran.json().findValuesAsText("status"))
        .containsExactly("SETTLED", "DUPLICATE", "DUPLICATE", "DUPLICATE");
  }

  @Test
  void theSameBytesWithAnotherSnapshotTimeAreAnotherDelivery() {
    String delta = night.delta("delta.csv");
    night.run(delta, S);

    JsonNode later = night.run(delta, "2026-03-04T07:00:00Z").report();

    assertThat(later.path("status").asText()).isEqualTo("SETTLED");
    assertThat(later.path("delivery").asText()).startsWith("20260304T070000Z-default-");
    assertThat(night.explain(NEW_YORK, RetailerNight.A).at("/baseline/delivery"))
        .isEqualTo(later.path("delivery"));
  }

  @Test
  void anOlderDeliveryAfterANewerOneIsStaleKeyByKey() {
    night.run(
        night.file("new.csv", RetailerNight.HEADER + "1,001,%s,7\n".formatted(RetailerNight.A)),
        "2026-03-04T07:00:00Z");

    JsonNode part = night.run(night.delta("old.csv"), S).report().path("parts").get(0);

    assertThat(part.path("resetStale").asLong()).isEqualTo(1);
    assertThat(part.path("varianceStale").asLong()).isEqualTo(1);
    assertThat(night.onHand(NEW_YORK)).containsExactly(5L, 8L, 5L);
    assertThat(night.onHand(NASHVILLE)).containsExactly(10L, 10L, 5L);
  }

  @Test
  void theEventsOfAPartDeliveredAgainChangeNothing() throws Exception {
    String id = night.run(night.delta("delta.csv"), S).report().path("delivery").asText();
    Map<String, String> ledger = night.ledger();
    JsonNode entries = night.explain(NEW_YORK, RetailerNight.A).path("entries");

    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      for (String step : List.of("reset", "variance")) {
        String key = step + "/" + id + "/part-0001.csv";
        Map<String, String> metadata =
            system.s3().headObject(it -> it.bucket(system.bucket()).key(key)).metadata();
        for (int times = 0; times < 2; times++) {
          system
              .s3()
              .copyObject(
                  it ->
                      it.sourceBucket(system.bucket())
                          .sourceKey(key)
                          .destinationBucket(system.bucket())
                          .destinationKey(key)
                          .metadataDirective(MetadataDirective.REPLACE)
                          .metadata(metadata));
        }
        system.awaitQuiet();
      }
      assertThat(system.failedEvents()).isEmpty();
    }

    assertThat(night.ledger()).isEqualTo(ledger);
    assertThat(night.explain(NEW_YORK, RetailerNight.A).path("entries")).isEqualTo(entries);
    assertThat(RetailerNight.json(night.text("reports/" + id + ".json")).path("status").asText())
        .isEqualTo("SETTLED");
  }

  @Test
  void theEventOfADropDeliveredAgainChangesNothing() throws Exception {
    night.run(night.delta("delta.csv"), S);
    Map<String, String> ledger = night.ledger();
    List<String> reports = night.keys("reports/");
    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      JsonNode answer =
          JsonCodec.read(
              system.invoke(
                  "FilterDeltaFunction",
                  s3Event(system.bucket(), "incoming/default/delta.csv")
                      .getBytes(StandardCharsets.UTF_8)));
      assertThat(answer.toString()).contains("ACCEPTED");
      system.awaitQuiet();
    }
    assertThat(night.ledger()).isEqualTo(ledger);
    assertThat(night.keys("reports/")).isEqualTo(reports);
  }

  @Test
  void aVarianceWhosePartWasNeverCutChangesNothingAndSaysSo() throws Exception {
    night.run(night.delta("delta.csv"), S);
    Map<String, String> ledger = night.ledger();
    List<String> objects = night.keys("reports/");
    String file =
        """
        facilityId,idType,idValue,availableDelta,locationSeqId,varianceReasonId,comments
        NYC,UPCA,2050000163913,-3.0,TLTLTLLL01,VAR_INTEGR,early
        """;
    String known = night.keys("variance/").getFirst().split("/")[1];
    List<String> keys =
        List.of(
            "variance/20260304T070000Z-default-0123456789ab/part-0001.csv",
            "variance/" + known + "/part-0002.csv");
    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      for (String key : keys) {
        system.wiring().files().put(key, Content.of(bytes(file)), Map.of());
        system.awaitQuiet();
      }
      assertThat(system.failedEvents()).hasSize(2);
      assertThat(system.failedEvents().get(0).reason())
          .contains(
              "20260304T070000Z-default-0123456789ab has no manifest: it was never accepted, so none of its files is applied");
      assertThat(system.failedEvents().get(1).reason())
          .contains("the manifest of " + known + " names no part-0002.csv");
    }
    assertThat(night.ledger()).isEqualTo(ledger);
    assertThat(night.keys("reports/")).isEqualTo(objects);
  }

  @Test
  void aVarianceBeforeItsResetAppliesNoneOfItsRowsAndCountsThem() throws Exception {
    night.run(night.delta("delta.csv"), S);
    night.run(night.delta("new.csv", "4", "4", "4", "4", "4", "4"), "2026-03-04T07:00:00Z");
    Map<String, String> ledger = night.ledger();
    String older = night.keys("variance/").getFirst().split("/")[1];
    try (LocalSystem system = night.open(AccessMode.WRITER)) {
      // The ledger has another baseline by now, so this variance has no reset.
      JsonNode totals =
          JsonCodec.read(
                  system.invoke(
                      "ImportVarianceFunction",
                      bytes(
                          """
                          {"delivery":"%s","part":"part-0001.csv","attempt":"by-hand","next":0,"totals":{}}
                          """
                              .formatted(older))))
              .path("totals");
      assertThat(totals.path("rows").asLong()).isEqualTo(2);
      assertThat(totals.path("stale").asLong()).isEqualTo(2);
    }
    assertThat(night.ledger()).isEqualTo(ledger);
  }

  private static String s3Event(String bucket, String key) {
    return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
         "eventTime":"2026-03-03T08:00:00.000Z","eventName":"ObjectCreated:Put",
         "s3":{"s3SchemaVersion":"1.0","configurationId":"x","bucket":{"name":"%s","arn":"arn:aws:s3:::%s"},
         "object":{"key":"%s","size":1,"eTag":"x","sequencer":"0"}}}]}
        """
        .formatted(bucket, bucket, key);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
