// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.util.List;
import java.util.Optional;

/**
 * All settings of an installation or of a source of deliveries, one record for each concern. The
 * names in the settings files are the field names of these records, without the concern.
 */
public record Settings(
    SnapshotSettings snapshot,
    KnownSettings known,
    DeliverySettings delivery,
    PublishSettings publishing) {

  /** The default settings. */
  public static Settings defaults() {
    return new Settings(
        SnapshotSettings.DEFAULTS,
        KnownSettings.DEFAULTS,
        DeliverySettings.DEFAULTS,
        PublishSettings.DEFAULTS);
  }

  /**
   * Combines the defaults with settings files, later files over earlier ones: first the
   * installation's, then the source's.
   *
   * @throws IllegalSettings naming file, name and value, when a name is unknown or a value is
   *     invalid
   */
  public static Settings of(List<Layer> layers) {
    Values values = new Values();
    layers.forEach(values::lay);
    Settings settings =
        new Settings(snapshot(values), known(values), delivery(values), publishing(values));
    values.refuseOthers();
    return settings;
  }

  /**
   * One settings file, parsed but not validated.
   *
   * @param file its path, for messages
   */
  public record Layer(String file, Written.Table table) {}

  private static SnapshotSettings snapshot(Values values) {
    SnapshotSettings otherwise = SnapshotSettings.DEFAULTS;
    return new SnapshotSettings(
        values.read("snapshotLead", otherwise.snapshotLead(), Value::duration),
        values.readOptional("snapshotPattern", otherwise.snapshotPattern(), Value::pattern),
        values.read("zone", otherwise.zone(), Value::zone));
  }

  private static KnownSettings known(Values values) {
    KnownSettings otherwise = KnownSettings.DEFAULTS;
    return new KnownSettings(
        values.read(
            "knownPolicy",
            otherwise.knownPolicy(),
            value -> value.oneOf(KnownSettings.Policy.class)),
        values.readOptional("knownBefore", otherwise.knownBefore(), Value::instant));
  }

  private static DeliverySettings delivery(Values values) {
    DeliverySettings otherwise = DeliverySettings.DEFAULTS;
    return new DeliverySettings(
        values.read("partSize", otherwise.partSize(), value -> value.count(1, 1_000_000)),
        new DeliverySettings.Columns(
            column(values, "facility"),
            column(values, "subsidiary"),
            column(values, "idType"),
            column(values, "upc"),
            column(values, "quantity"),
            column(values, "location")),
        values.readOptional("subsidiary", otherwise.subsidiary(), Value::word),
        values.read("sameBytesWindow", otherwise.sameBytesWindow(), Value::duration),
        guards(values));
  }

  private static Optional<String> column(Values values, String name) {
    return values.readOptional("columns." + name, Optional.empty(), Value::word);
  }

  private static Guards guards(Values values) {
    Guards otherwise = values.guardsOff() ? Guards.OFF : Guards.DEFAULTS;
    return new Guards(
        values.readOptional("guards.rowsBelow", otherwise.rowsBelow(), Value::ratio),
        values.readOptional("guards.rowsAbove", otherwise.rowsAbove(), Value::ratio),
        values
            .readOptional(
                "guards.missingStore", Optional.of(otherwise.missingStore()), Value::truth)
            .orElse(false),
        values.readOptional("guards.goingToZero", otherwise.goingToZero(), Value::ratio),
        values.readOptional("guards.snapshotAhead", otherwise.snapshotAhead(), Value::duration),
        values.read("guards.history", otherwise.history(), value -> value.count(1, 100)),
        values.read("guards.leastHistory", otherwise.leastHistory(), value -> value.count(1, 100)),
        values.read(
            "guards.leastKeys", otherwise.leastKeys(), value -> value.count(1, 1_000_000_000)));
  }

  private static PublishSettings publishing(Values values) {
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
        values.read("riseWait", otherwise.riseWait(), Value::duration),
        values.read("abandonAfter", otherwise.abandonAfter(), Value::duration),
        values.read("longestRequest", otherwise.longestRequest(), Value::duration),
        values.read("fullSyncDeadline", otherwise.fullSyncDeadline(), Value::duration),
        values.read(
            "withoutDelivery",
            otherwise.withoutDelivery(),
            value -> value.oneOf(PublishSettings.WithoutDelivery.class)),
        values
            .readOptional("openingHours", Optional.empty(), Value::openingHours)
            .orElse(OpeningHours.NONE),
        values.readOptional("location", otherwise.location(), Value::numberOfShop));
  }
}
