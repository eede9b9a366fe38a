// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.util.List;
import java.util.Optional;

/**
 * All settings of an installation or of a source of deliveries, one record for each concern. The
 * names in the settings files are the field names of these records, without the concern.
 */
public record InstallationSettings(
    SnapshotSettings snapshot,
    AcknowledgmentSettings known,
    DeliverySettings delivery,
    PublishSettings publishing,
    BrakeSettings brake) {

  /** The default settings. */
  public static InstallationSettings defaults() {
    return new InstallationSettings(
        SnapshotSettings.DEFAULTS,
        AcknowledgmentSettings.DEFAULTS,
        DeliverySettings.DEFAULTS,
        PublishSettings.DEFAULTS,
        BrakeSettings.DEFAULTS);
  }

  /**
   * Combines the defaults with settings files, later files over earlier ones: first the
   * installation's, then the source's.
   *
   * @throws IllegalSettings naming file, name and value, when a name is unknown or a value is
   *     invalid
   */
  public static InstallationSettings of(List<Layer> layers) {
    SettingValues values = new SettingValues();
    layers.forEach(values::apply);
    InstallationSettings settings =
        new InstallationSettings(
            snapshot(values), known(values), delivery(values), publishing(values), brake(values));
    values.refuseUnknownNames();
    return settings;
  }

  /**
   * One settings file, parsed but not validated.
   *
   * @param file its path, for messages
   */
  public record Layer(String file, SettingLiteral.Table table) {}

  private static SnapshotSettings snapshot(SettingValues values) {
    SnapshotSettings otherwise = SnapshotSettings.DEFAULTS;
    return new SnapshotSettings(
        values.read("snapshotLead", otherwise.snapshotLead(), SettingValue::duration),
        values.readOptional("snapshotPattern", otherwise.snapshotPattern(), SettingValue::pattern),
        values.read("zone", otherwise.zone(), SettingValue::zone));
  }

  private static AcknowledgmentSettings known(SettingValues values) {
    AcknowledgmentSettings otherwise = AcknowledgmentSettings.DEFAULTS;
    return new AcknowledgmentSettings(
        values.read(
            "knownPolicy",
            otherwise.knownPolicy(),
            value -> value.oneOf(AcknowledgmentSettings.Policy.class)),
        values.readOptional("knownBefore", otherwise.knownBefore(), SettingValue::instant));
  }

  private static DeliverySettings delivery(SettingValues values) {
    DeliverySettings otherwise = DeliverySettings.DEFAULTS;
    return new DeliverySettings(
        values.read("partSize", otherwise.partSize(), value -> value.count(1, 1_000_000)),
        new DeliverySettings.Columns(
            column(values, "facility"),
            column(values, "subsidiary"),
            column(values, "idType"),
            column(values, "upc"),
            column(values, "quantity"),
            column(values, "location"),
            values.read("columns.ignored", List.of(), SettingValue::words)),
        values.readOptional("decimalMark", otherwise.decimalMark(), SettingValue::decimalMark),
        values.read("skipTitleLines", otherwise.skipTitleLines(), value -> value.count(0, 100)),
        new NamePatterns(
            values.read("ignoredNames", otherwise.ignoredNames().patterns(), SettingValue::words)),
        values.read("ignoredStores", otherwise.ignoredStores(), SettingValue::words),
        values.readOptional("subsidiary", otherwise.subsidiary(), SettingValue::word),
        values.read("sameBytesWindow", otherwise.sameBytesWindow(), SettingValue::duration),
        values.read("undoReach", otherwise.undoReach(), value -> value.count(0, 1_000)),
        guards(values));
  }

  private static Optional<String> column(SettingValues values, String name) {
    return values.readOptional("columns." + name, Optional.empty(), SettingValue::word);
  }

  private static GuardSettings guards(SettingValues values) {
    GuardSettings otherwise = values.guardsOff() ? GuardSettings.OFF : GuardSettings.DEFAULTS;
    return new GuardSettings(
        values.readOptional("guards.rowsBelow", otherwise.rowsBelow(), SettingValue::ratio),
        values.readOptional("guards.rowsAbove", otherwise.rowsAbove(), SettingValue::ratio),
        isOn(values, "guards.missingStore", otherwise.missingStore()),
        isOn(values, "guards.sameBytesAsBefore", otherwise.sameBytesAsBefore()),
        isOn(values, "guards.keptNone", otherwise.keptNone()),
        values.readOptional(
            "guards.unreadableShare", otherwise.unreadableShare(), SettingValue::ratio),
        values.readOptional("guards.rejectedShare", otherwise.rejectedShare(), SettingValue::ratio),
        values.readOptional("guards.unitsMoved", otherwise.unitsMoved(), SettingValue::ratio),
        values.read("guards.unitsMovedTimes", otherwise.unitsMovedTimes(), SettingValue::ratio),
        values.readOptional("guards.changedShare", otherwise.changedShare(), SettingValue::ratio),
        values.read("guards.changedShareUsual", otherwise.changedShareUsual(), SettingValue::ratio),
        values.readOptional("guards.goingToZero", otherwise.goingToZero(), SettingValue::ratio),
        values.readOptional(
            "guards.nearlyAllToZero", otherwise.nearlyAllToZero(), SettingValue::ratio),
        values.readOptional(
            "guards.snapshotAhead", otherwise.snapshotAhead(), SettingValue::duration),
        values.read("guards.history", otherwise.history(), value -> value.count(1, 100)),
        values.read("guards.leastHistory", otherwise.leastHistory(), value -> value.count(1, 100)),
        values.read(
            "guards.leastKeys", otherwise.leastKeys(), value -> value.count(1, 1_000_000_000)),
        values.read(
            "guards.fewestKeys", otherwise.fewestKeys(), value -> value.count(1, 1_000_000_000)));
  }

  private static boolean isOn(SettingValues values, String name, boolean otherwise) {
    return values.readOptional(name, Optional.of(otherwise), SettingValue::bool).orElse(false);
  }

  private static BrakeSettings brake(SettingValues values) {
    BrakeSettings otherwise = values.brakeOff() ? BrakeSettings.OFF : BrakeSettings.DEFAULTS;
    return new BrakeSettings(
        values.readOptional("brake.falling", otherwise.falling(), SettingValue::ratio),
        values.readOptional("brake.changing", otherwise.changing(), SettingValue::ratio),
        values.read("brake.atLeast", otherwise.atLeast(), value -> value.count(1, 1_000_000_000)));
  }

  private static PublishSettings publishing(SettingValues values) {
    PublishSettings otherwise = PublishSettings.DEFAULTS;
    return new PublishSettings(
        values.read(
            "topology", otherwise.topology(), value -> value.oneOf(PublishSettings.Topology.class)),
        values.read(
            "reconcile",
            otherwise.reconcile(),
            value -> value.oneOf(PublishSettings.Reconcile.class)),
        values.read(
            "publish", otherwise.publish(), value -> value.oneOf(PublishSettings.Publish.class)),
        values.read("riseWait", otherwise.riseWait(), SettingValue::duration),
        values.read("abandonAfter", otherwise.abandonAfter(), SettingValue::duration),
        values.read("longestRequest", otherwise.longestRequest(), SettingValue::duration),
        values.read("fullSyncDeadline", otherwise.fullSyncDeadline(), SettingValue::duration),
        values.read(
            "withoutDelivery",
            otherwise.withoutDelivery(),
            value -> value.oneOf(PublishSettings.WithoutDelivery.class)),
        values
            .readOptional("openingHours", Optional.empty(), SettingValue::openingHours)
            .orElse(OpeningHours.NONE),
        values.readOptional("location", otherwise.location(), SettingValue::numberOfShop),
        values.read(
            "setAside", otherwise.setAside(), value -> value.oneOf(PublishSettings.SetAside.class)),
        values.read("publishDelay", otherwise.publishDelay(), SettingValue::duration));
  }
}
