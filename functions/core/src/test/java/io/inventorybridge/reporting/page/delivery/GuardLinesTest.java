// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.EmptiedKeys;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.GuardLine;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Verdict;
import io.inventorybridge.settings.InstallationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GuardLinesTest {
  private static final Instant NIGHT = Instant.parse("2026-11-24T07:00:00Z");

  @Test
  void theKeysGoingToZeroAreShownForHeldAndPassedDeliveries() {
    assertThat(line(Status.SETTLED, "", emptying(60, Optional.of(4_000L))))
        .extracting(GuardLine::measured, GuardLine::verdict)
        .containsExactly("60 of 4,000 with stock", Verdict.PASSED);
    assertThat(line(Status.SETTLED, "", emptying(12, Optional.empty())))
        .extracting(GuardLine::measured, GuardLine::verdict)
        .containsExactly("12 with stock", Verdict.PASSED);
    assertThat(line(Status.HELD, "GOING_TO_ZERO: x", emptying(1_500, Optional.of(4_000L))))
        .extracting(GuardLine::measured, GuardLine::verdict)
        .containsExactly("1,500 of 4,000 with stock", Verdict.HELD);
  }

  @Test
  void aGuardThatDidNotRunHasNotPassed() {
    assertThat(line(Status.SETTLED, "", Optional.empty()))
        .extracting(GuardLine::measured, GuardLine::verdict)
        .containsExactly("–", Verdict.NOT_ASKED);
  }

  private static Optional<EmptiedKeys> emptying(long keys, Optional<Long> withStock) {
    return Optional.of(new EmptiedKeys(keys, withStock));
  }

  private static GuardLine line(Status status, String reason, Optional<EmptiedKeys> emptied) {
    DeliveryRecord record =
        new DeliveryRecord(
            DeliveryId.of(NIGHT, "sv", "0123456789ab0000"),
            DeliveryManifest.DeliveryKind.ORDINARY,
            status,
            Optional.of(reason).filter(it -> !it.isEmpty()),
            new SnapshotTime(NIGHT, SnapshotTime.From.NAME),
            NIGHT,
            new SourceObject("incoming/sv/a.csv", "etag", NIGHT),
            "0123456789ab0000",
            17,
            Optional.empty(),
            RowCounts.NONE,
            new TreeSet<>(),
            emptied,
            1,
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            1);
    DeliveryContext known =
        new DeliveryContext(
            record,
            List.of(),
            Optional.empty(),
            new LargestDifferences(),
            List.of(new DeliveryContext.Night(record, OptionalLong.empty(), OptionalLong.empty())),
            FacilityDirectory.of(List.of()),
            Map.of(),
            InstallationSettings.defaults());
    return GuardLines.of(known).getLast();
  }
}
