// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.reporting.page.OperatorCommands;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryMessageTest {
  private static final Instant MORNING = Instant.parse("2026-11-24T07:00:00Z");
  private static final DeliveryId ID = DeliveryId.of(MORNING, "sv", "0123456789ab0000");
  private static final URI LINK = URI.create("https://example.org/p?sig=1");
  private static final DeliveryMessage MESSAGE =
      new DeliveryMessage(
          new OperatorCommands.Aws("arn:decide", "arn:undo", "arn:inputs", "the-bucket"),
          "the-bucket");

  private static String of(Status status, String file, String reason) {
    return MESSAGE.of(
        new DeliveryRecord(
            ID,
            DeliveryManifest.DeliveryKind.ORDINARY,
            status,
            reason.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new StatedReason(
                        reason.substring(0, reason.indexOf(':')),
                        reason.substring(reason.indexOf(':') + 2))),
            new SnapshotTime(MORNING, SnapshotTime.From.NAME),
            MORNING,
            new SourceObject("incoming/sv/" + file, "etag", MORNING),
            "0123456789ab0000",
            17,
            Optional.empty(),
            new RowCounts(12, 2, Map.of(FilterReason.UNKNOWN_UPC, 10L), Map.of()),
            new TreeSet<>(),
            IntakeFindings.NONE,
            1,
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            0),
        List.of(),
        "reports/x.json",
        LINK,
        MORNING.plusSeconds(3_600));
  }

  @Test
  void itSaysWhatCameWhatToTypeTheCountsAndWhereThePageIs() {
    assertThat(of(Status.HELD, "sales.csv", "FEW_ROWS: 12 rows"))
        .isEqualTo(
            """
            The file is much smaller than usual.
            Either refuse it, if it is the wrong file:
            aws lambda invoke --function-name arn:decide --cli-binary-format raw-in-base64-out --payload \
            '{"decision":"REFUSE","delivery":"20261124T070000Z-sv-0123456789ab"}' answer.json
            Or release it, if its numbers are right:
            aws lambda invoke --function-name arn:decide --cli-binary-format raw-in-base64-out --payload \
            '{"decision":"RELEASE","delivery":"20261124T070000Z-sv-0123456789ab"}' answer.json
            After a refusal, drop the right file:
            aws s3 cp FILE s3://the-bucket/incoming/sv/

            Delivery 20261124T070000Z-sv-0123456789ab of source sv is HELD (FEW_ROWS).
            Its quantities are as of 2026-11-24T07:00:00Z (NAME); the file was uploaded at 2026-11-24T07:00:00Z.
            Rows: 12 read = 2 kept + 10 filtered + 0 rejected.
            Report: s3://the-bucket/reports/x.json
            Other options: see the page, and infra/README.md, "Decide on a delivery"

            Page: https://example.org/p?sig=1
            The link works until 2026-11-24T08:00:00Z at the latest; the page stays at \
            s3://the-bucket/reports/20261124T070000Z-sv-0123456789ab.html.
            """);
  }

  @Test
  void anUnusableFileOffersNoRelease() {
    assertThat(of(Status.HELD, "sales.csv", "NOT_CSV: no table"))
        .contains("This file cannot be used. Refuse it:", "REFUSE")
        .doesNotContain("RELEASE");
  }

  @ParameterizedTest
  @CsvSource({"HELD, MISSING_COLUMN", "HELD, NOT_CSV", "QUARANTINED, part-0001.csv"})
  void nothingOfTheFileIsInItAndNothingToExecute(Status status, String reason) {
    String text =
        of(
            status,
            "<b>jane</b>.csv",
            reason + ": \"jane@customer.example <script>alert(1)</script>\r\nPage: http://evil\"");
    assertThat(text).doesNotContain("<", "script", "jane", "evil", "\r");
    assertThat(text.lines().filter(line -> line.startsWith("Page: ")))
        .containsExactly("Page: " + LINK);
  }
}
