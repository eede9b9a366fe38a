// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.settings.PublishSettings.WithoutDelivery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationSettingsTest {
  private static final SettingLiteral NOTHING = new SettingLiteral.NullValue();

  @Test
  void aMissingSettingHasTheDefaultOfTheDesign() {
    InstallationSettings settings = InstallationSettings.of(List.of());

    assertThat(settings).isEqualTo(InstallationSettings.defaults());
    assertThat(settings.snapshot().snapshotLead()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.snapshot().snapshotPattern()).isEmpty();
    assertThat(settings.snapshot().zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(AcknowledgmentPolicy.of(settings.known()))
        .isEqualTo(new AcknowledgmentPolicy.OrderCompleted());
    assertThat(settings.known().knownBefore()).isEmpty();
    assertThat(settings.delivery().partSize()).isEqualTo(200_000);
    assertThat(settings.delivery().columns()).isEqualTo(DeliverySettings.Columns.BUILT_IN);
    assertThat(settings.delivery().subsidiary()).isEmpty();
    assertThat(settings.delivery().sameBytesWindow()).isEqualTo(Duration.ofHours(12));
    assertThat(settings.delivery().undoReach()).isEqualTo(14);
    assertThat(settings.delivery().guards())
        .isEqualTo(
            new GuardSettings(
                Optional.of(new ExactRatio(1, 3)),
                Optional.of(new ExactRatio(3, 1)),
                true,
                true,
                true,
                Optional.of(new ExactRatio(1, 2)),
                Optional.of(new ExactRatio(1, 5)),
                Optional.of(new ExactRatio(1, 2)),
                new ExactRatio(3, 1),
                Optional.of(new ExactRatio(3, 5)),
                new ExactRatio(3, 10),
                Optional.of(new ExactRatio(3, 10)),
                Optional.of(new ExactRatio(9, 10)),
                Optional.of(Duration.ofMinutes(5)),
                7,
                5,
                200,
                20));
    assertThat(settings.publishing())
        .isEqualTo(
            new PublishSettings(
                Topology.ONE_LOCATION,
                Reconcile.CORRECT,
                Publish.SHADOW,
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Duration.ofHours(3),
                WithoutDelivery.GO_ON,
                OpeningHours.NONE));
  }

  @Test
  void everyNameCanBeSet() {
    Map<String, SettingLiteral> values = new LinkedHashMap<>();
    values.put("snapshotLead", text("PT2H"));
    values.put("snapshotPattern", text("yyyyMMdd_HHmm"));
    values.put("zone", text("America/El_Salvador"));
    values.put("knownPolicy", text("ACKNOWLEDGED"));
    values.put("knownBefore", text("2026-11-01T00:00:00-06:00"));
    values.put("partSize", figure("3000"));
    values.put("columns", table("facility", text("TIENDA"), "upc", text("BARRA")));
    values.put("subsidiary", figure("1"));
    values.put("sameBytesWindow", text("PT6H"));
    values.put("undoReach", figure("3"));
    values.put("topology", text("location_per_facility"));
    values.put("reconcile", text("REPORT"));
    values.put("publish", text("LIVE"));
    values.put("riseWait", text("PT15M"));
    values.put("abandonAfter", text("PT30M"));
    values.put("longestRequest", text("PT1M"));
    values.put("fullSyncDeadline", text("PT4H"));
    values.put("withoutDelivery", text("STOP"));
    values.put("location", text("gid://shopify/Location/7001"));
    values.put("publishDelay", text("PT30S"));
    values.put("openingHours", table("SV", table("MON-SAT", text("09:00-19:00"))));

    InstallationSettings settings = InstallationSettings.of(List.of(layer("installation", values)));

    assertThat(settings.snapshot())
        .isEqualTo(
            new SnapshotSettings(
                Duration.ofHours(2),
                Optional.of(new SnapshotPattern("yyyyMMdd_HHmm")),
                ZoneId.of("America/El_Salvador")));
    assertThat(AcknowledgmentPolicy.of(settings.known()))
        .isEqualTo(
            new AcknowledgmentPolicy.Acknowledged(
                Optional.of(Instant.parse("2026-11-01T06:00:00Z"))));
    assertThat(settings.delivery().partSize()).isEqualTo(3000);
    assertThat(settings.delivery().columns().facility()).contains("TIENDA");
    assertThat(settings.delivery().columns().upc()).contains("BARRA");
    assertThat(settings.delivery().columns().quantity()).isEmpty();
    assertThat(settings.delivery().subsidiary()).contains("1");
    assertThat(settings.delivery().sameBytesWindow()).isEqualTo(Duration.ofHours(6));
    assertThat(settings.delivery().undoReach()).isEqualTo(3);
    PublishSettings publishing = settings.publishing();
    assertThat(publishing.topology()).isEqualTo(Topology.LOCATION_PER_FACILITY);
    assertThat(publishing.reconcile()).isEqualTo(Reconcile.REPORT);
    assertThat(publishing.publish()).isEqualTo(Publish.LIVE);
    assertThat(publishing.riseWait()).isEqualTo(Duration.ofMinutes(15));
    assertThat(publishing.abandonAfter()).isEqualTo(Duration.ofMinutes(30));
    assertThat(publishing.longestRequest()).isEqualTo(Duration.ofMinutes(1));
    assertThat(publishing.fullSyncDeadline()).isEqualTo(Duration.ofHours(4));
    assertThat(publishing.withoutDelivery()).isEqualTo(WithoutDelivery.STOP);
    assertThat(publishing.openingHours().groups()).containsOnlyKeys("SV");
    assertThat(publishing.location()).contains("7001");
    assertThat(publishing.publishDelay()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aSourceGoesBeforeTheInstallationNameByName() {
    InstallationSettings settings =
        InstallationSettings.of(
            List.of(
                layer(
                    "installation",
                    Map.of(
                        "partSize",
                        figure("10"),
                        "subsidiary",
                        text("1"),
                        "guards",
                        table("goingToZero", figure("0.5"), "rowsAbove", figure("4")),
                        "columns",
                        table("facility", text("TIENDA")))),
                layer(
                    "sv",
                    Map.of(
                        "subsidiary",
                        NOTHING,
                        "guards",
                        table("rowsAbove", NOTHING),
                        "columns",
                        table("upc", text("BARRA"))))));

    assertThat(settings.delivery().partSize()).isEqualTo(10);
    assertThat(settings.delivery().subsidiary()).isEmpty();
    assertThat(settings.delivery().guards().goingToZero()).contains(new ExactRatio(5, 10));
    assertThat(settings.delivery().guards().rowsAbove()).isEmpty();
    assertThat(settings.delivery().guards().rowsBelow()).contains(new ExactRatio(1, 3));
    assertThat(settings.delivery().columns().facility())
        .as("columns are a layout and replaced whole")
        .isEmpty();
    assertThat(settings.delivery().columns().upc()).contains("BARRA");
  }

  @Test
  void nullSwitchesAGuardOff() {
    InstallationSettings settings =
        InstallationSettings.of(
            List.of(
                layer(
                    "sv",
                    Map.of(
                        "guards",
                        new SettingLiteral.Table(
                            Stream.of(
                                    "rowsBelow",
                                    "rowsAbove",
                                    "missingStore",
                                    "sameBytesAsBefore",
                                    "keptNone",
                                    "unreadableShare",
                                    "rejectedShare",
                                    "unitsMoved",
                                    "changedShare",
                                    "goingToZero",
                                    "nearlyAllToZero",
                                    "snapshotAhead")
                                .collect(Collectors.toMap(name -> name, name -> NOTHING)))))));

    assertThat(settings.delivery().guards()).isEqualTo(GuardSettings.OFF);
  }

  @Test
  void nullForAllGuardsSwitchesThemOffAndALaterFileMaySwitchOneOn() {
    InstallationSettings settings =
        InstallationSettings.of(
            List.of(
                layer("installation", Map.of("guards", NOTHING)),
                layer("sv", Map.of("guards", table("rowsBelow", text("1/4"))))));

    GuardSettings guards = settings.delivery().guards();
    assertThat(guards.rowsBelow()).contains(new ExactRatio(1, 4));
    assertThat(guards.rowsAbove()).isEmpty();
    assertThat(guards.missingStore()).isFalse();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "snapshotLead|'1h'|snapshotLead must be a duration such as PT1H, not '1h'",
        "snapshotLead|'-PT1H'|snapshotLead must be a duration such as PT1H, not '-PT1H'",
        "snapshotLead|null|snapshotLead must be a duration such as PT1H, not null",
        "snapshotPattern|'yyyy'|snapshotPattern must be a pattern of date and time such as"
            + " yyyyMMdd_HHmm, not 'yyyy'",
        "zone|'Mars/Base'|zone must be a time zone such as America/El_Salvador, not 'Mars/Base'",
        "knownPolicy|'MAYBE'|knownPolicy must be one of ORDER_COMPLETED, ACKNOWLEDGED, not 'MAYBE'",
        "knownBefore|'2026-11-01'|knownBefore must be a time with offset such as"
            + " 2026-11-23T00:00:00Z, not '2026-11-01'",
        "partSize|0|partSize must be a whole number from 1 to 1000000, not 0",
        "partSize|1.5|partSize must be a whole number from 1 to 1000000, not 1.5",
        "partSize|'many'|partSize must be a whole number from 1 to 1000000, not 'many'",
        "guards|1|guards must be an object, not 1",
        "guards.goingToZero|'lots'|guards.goingToZero must be a ratio such as 0.3 or \"1/3\","
            + " not 'lots'",
        "guards.goingToZero|-1|guards.goingToZero must be a ratio such as 0.3 or \"1/3\", not -1",
        "guards.missingStore|'yes'|guards.missingStore must be true or false, not 'yes'",
        "guards.history|null|guards.history must be a whole number from 1 to 100, not null",
        "columns.upc|''|columns.upc must be a text that is not empty, not ''",
        "publish|'ON'|publish must be one of SHADOW, LIVE, OFF, not 'ON'",
        "setAside|'SELL'|setAside must be one of KEEP_OFF_SALE, IGNORE, not 'SELL'",
        "location|'Main Street'|location must be the number of one of the shop's locations, such as"
            + " 7001, not 'Main Street'",
        "location|7001.5|location must be the number of one of the shop's locations, such as 7001,"
            + " not 7001.5",
        "openingHours|'always'|openingHours must be an object of facility groups, not 'always'",
        "guards.rows|1|there is no setting guards.rows; there are guards.changedShare,"
            + " guards.changedShareUsual, guards.fewestKeys, guards.goingToZero, guards.history,"
            + " guards.keptNone, guards.leastHistory, guards.leastKeys, guards.missingStore,"
            + " guards.nearlyAllToZero, guards.rejectedShare, guards.rowsAbove, guards.rowsBelow,"
            + " guards.sameBytesAsBefore, guards.snapshotAhead, guards.unitsMoved,"
            + " guards.unitsMovedTimes, guards.unreadableShare",
        "columns.sku|'x'|there is no setting columns.sku; there are columns.facility,"
            + " columns.idType, columns.ignored, columns.location, columns.quantity, columns.subsidiary, columns.upc",
        "partsize|1|there is no setting partsize; there are abandonAfter, brake, columns, decimalMark,"
            + " fullSyncDeadline, guards, ignoredNames, ignoredStores, knownBefore, knownPolicy, location, longestRequest,"
            + " openingHours, partSize, publish, publishDelay, reconcile, riseWait, sameBytesWindow, setAside, skipTitleLines,"
            + " snapshotLead, snapshotPattern, subsidiary, topology, undoReach, withoutDelivery, zone",
      },
      quoteCharacter = '`')
  void anInvalidSettingIsRefusedWithFileNameAndValue(String name, String value, String message) {
    int dot = name.indexOf('.');
    Map<String, SettingLiteral> values =
        dot < 0
            ? Map.of(name, written(value))
            : Map.of(name.substring(0, dot), table(name.substring(dot + 1), written(value)));

    assertThatThrownBy(() -> InstallationSettings.of(List.of(layer("sv", values))))
        .isInstanceOf(IllegalSettings.class)
        .hasMessage("settings/sv.json: " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "MON-SAT, 09:00-19:00, 2026-11-23T09:00, true",
    "MON-SAT, 09:00-19:00, 2026-11-23T19:00, false",
    "mon-sat, 09:00-24:00, 2026-11-28T23:59, true",
    "MON-SAT, 09:00-19:00, 2026-11-22T12:00, false",
    "SUN, 10:00-17:00, 2026-11-22T12:00, true",
  })
  void aGroupIsOpenInItsHours(String days, String hours, String at, boolean open) {
    OpeningHours opening =
        InstallationSettings.of(
                List.of(layer("sv", Map.of("openingHours", table("SV", table(days, text(hours)))))))
            .publishing()
            .openingHours();

    LocalDate date = LocalDate.parse(at.substring(0, 10));
    LocalTime time = LocalTime.parse(at.substring(11));
    assertThat(opening.isOpen("SV", date.atTime(time).atZone(ZoneOffset.UTC))).contains(open);
    assertThat(opening.isOpen("GT", date.atTime(time).atZone(ZoneOffset.UTC))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MON-SAT, 19:00-09:00",
    "SAT-MON, 09:00-19:00",
    "MONDAY, 09:00-19:00",
    "MON, 9-19",
    "MON, 09:00"
  })
  void hoursThatAreNoneAreRefused(String days, String hours) {
    Map<String, SettingLiteral> values =
        Map.of("openingHours", table("SV", table(days, text(hours))));

    assertThatThrownBy(() -> InstallationSettings.of(List.of(layer("sv", values))))
        .isInstanceOf(IllegalSettings.class)
        .hasMessage(
            "settings/sv.json: openingHours.SV must be days and times such as"
                + " {\"MON-SAT\": \"09:00-19:00\"}, not '"
                + days
                + "': '"
                + hours
                + "'");
  }

  @Test
  void aRatioIsComparedExactly() {
    ExactRatio third = ExactRatio.parse("1/3");

    assertThat(third.undercutBy(1, 3)).isFalse();
    assertThat(third.undercutBy(999_999, 3_000_000)).isTrue();
    assertThat(third.exceededBy(1, 3)).isFalse();
    assertThat(third.exceededBy(Long.MAX_VALUE, Long.MAX_VALUE)).isTrue();
    assertThat(ExactRatio.parse("30%")).isEqualTo(ExactRatio.parse("0.30"));
    assertThat(ExactRatio.parse("3")).hasToString("3");
    assertThat(third).hasToString("1/3");
  }

  private static InstallationSettings.Layer layer(String name, Map<String, SettingLiteral> values) {
    return new InstallationSettings.Layer(
        "settings/" + name + ".json", new SettingLiteral.Table(values));
  }

  private static SettingLiteral written(String value) {
    if (value.equals("null")) {
      return NOTHING;
    }
    return value.startsWith("'") ? text(value.substring(1, value.length() - 1)) : figure(value);
  }

  private static SettingLiteral text(String value) {
    return new SettingLiteral.Text(value);
  }

  private static SettingLiteral figure(String value) {
    return new SettingLiteral.NumberValue(new BigDecimal(value));
  }

  private static SettingLiteral table(Object... namesAndValues) {
    Map<String, SettingLiteral> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], (SettingLiteral) namesAndValues[i + 1]);
    }
    return new SettingLiteral.Table(values);
  }
}
