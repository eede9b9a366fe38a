// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How stock reaches the shop.
 *
 * @param riseWait between the two readings that a rise needs
 * @param abandonAfter how long an unanswered call is sent again
 * @param longestRequest after the last sending of an abandoned call nobody reads its pairs for so
 *     long
 * @param fullSyncDeadline how long the full sync waits for the delivery
 * @param location Shopify's number of the one location at which all stores are sold; empty where
 *     facilities or shop leave no doubt
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
    Optional<String> location) {
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

  /** At the one location that facilities or shop name. */
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
        Optional.empty());
  }

  /** The same with another wait between two readings. */
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
        location);
  }

  /** Where in Shopify the stores' stock stands. */
  public enum Topology {
    ONE_LOCATION,
    LOCATION_PER_FACILITY
  }

  /** What the full sync does about a difference. */
  public enum Reconcile {
    CORRECT,
    REPORT
  }

  /** Whether anything is written to the shop. */
  public enum Publish {
    /** Everything runs, nothing is written, the report compares. */
    SHADOW,
    LIVE,
    /** The kill switch. */
    OFF
  }

  /** What the full sync does when the delivery did not come in time. */
  public enum WithoutDelivery {
    GO_ON,
    STOP
  }
}
