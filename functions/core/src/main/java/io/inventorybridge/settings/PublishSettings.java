// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings for publishing stock to the shop.
 *
 * @param riseWait the minimum time between the two readings that a rise needs
 * @param abandonAfter how long an unanswered call is sent again
 * @param longestRequest how long the pairs of an abandoned call are not read after its last sending
 * @param fullSyncDeadline how long the full sync waits for the delivery
 * @param location Shopify's number of the one location at which all stores are sold; empty where
 *     facilities or shop determine it
 * @param setAside the handling of units on hand that are neither available nor committed
 * @param publishDelay how long changes are collected before they are published; zero leaves all of
 *     them to the schedule
 */
public record PublishSettings(
    Topology topology,
    Reconcile reconcile,
    Publish publish,
    Duration riseWait,
    Duration abandonAfter,
    Duration longestRequest,
    Duration fullSyncDeadline,
    WithoutDelivery withoutDelivery,
    OpeningHours openingHours,
    Optional<String> location,
    SetAside setAside,
    Duration publishDelay) {
  private static final Duration PUBLISH_DELAY = Duration.ofSeconds(10);

  public static final PublishSettings DEFAULTS =
      new PublishSettings(
          Topology.ONE_LOCATION,
          Reconcile.CORRECT,
          Publish.SHADOW,
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          Duration.ofHours(3),
          WithoutDelivery.GO_ON,
          OpeningHours.NONE);

  /** Settings without a location: facilities or shop determine it. */
  public PublishSettings(
      Topology topology,
      Reconcile reconcile,
      Publish publish,
      Duration riseWait,
      Duration abandonAfter,
      Duration longestRequest,
      Duration fullSyncDeadline,
      WithoutDelivery withoutDelivery,
      OpeningHours openingHours) {
    this(
        topology,
        reconcile,
        publish,
        riseWait,
        abandonAfter,
        longestRequest,
        fullSyncDeadline,
        withoutDelivery,
        openingHours,
        Optional.empty(),
        SetAside.KEEP_OFF_SALE,
        PUBLISH_DELAY);
  }

  /** The same settings with another minimum time between two readings. */
  public PublishSettings withRiseWait(Duration wait) {
    return new PublishSettings(
        topology,
        reconcile,
        publish,
        wait,
        abandonAfter,
        longestRequest,
        fullSyncDeadline,
        withoutDelivery,
        openingHours,
        location,
        setAside,
        publishDelay);
  }

  /** The same settings with another handling of set-aside units. */
  public PublishSettings with(SetAside next) {
    return new PublishSettings(
        topology,
        reconcile,
        publish,
        riseWait,
        abandonAfter,
        longestRequest,
        fullSyncDeadline,
        withoutDelivery,
        openingHours,
        location,
        next,
        publishDelay);
  }

  /** The same settings with another time for which changes are collected. */
  public PublishSettings withPublishDelay(Duration delay) {
    return new PublishSettings(
        topology,
        reconcile,
        publish,
        riseWait,
        abandonAfter,
        longestRequest,
        fullSyncDeadline,
        withoutDelivery,
        openingHours,
        location,
        setAside,
        delay);
  }

  /** Tells whether units that the shop sets aside stay off sale. */
  public boolean keepsOffSale() {
    return setAside == SetAside.KEEP_OFF_SALE;
  }

  /** The mapping of stores to Shopify locations. */
  public enum Topology {
    ONE_LOCATION,
    LOCATION_PER_FACILITY
  }

  /** The action of the full sync for a difference. */
  public enum Reconcile {
    CORRECT,
    REPORT
  }

  /** The publishing mode: it decides whether anything is written to the shop. */
  public enum Publish {
    /** Everything runs, nothing is written, the report compares. */
    SHADOW,
    LIVE,
    /** The kill switch. */
    OFF
  }

  /** The handling of units that staff or the shop set aside, such as reserved or damaged ones. */
  public enum SetAside {
    /** They are out of the units for sale. */
    KEEP_OFF_SALE,
    /** A reading makes up for them, so that as many units are for sale as without them. */
    IGNORE
  }

  /** The action of the full sync when the delivery is late. */
  public enum WithoutDelivery {
    GO_ON,
    STOP
  }
}
