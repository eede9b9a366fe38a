// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import io.inventorybridge.catalog.ProductName;
import java.util.List;

/**
 * What tills reported: which event ids were accepted, with what content and when first; and the
 * movements that wait for their product to come online or their store to become known. What waits
 * is kept as long as the originals of deliveries, and so is what was accepted as written. Reads are
 * consistent. Safe for use by many threads; a failure of the store is an {@link
 * io.inventorybridge.files.StorageFailure}.
 */
public interface WaitingMovements {
  /** Accepts an event id at its store, which is known: of all that ever try, one is the first. */
  Acceptance accept(ReportedMovement movement);

  /**
   * Accepts an event id under what a store is called that nobody knows. It stands until the
   * movement is removed from where it waits for this store.
   */
  Acceptance acceptAsWritten(ReportedMovement movement);

  /** What was accepted under an event id as written, at whatever stores, in no order. */
  List<ReportedMovement> acceptedAsWritten(String eventId);

  /** Keeps a movement where it is looked for; again is the same as once. */
  void keep(Place place, ReportedMovement movement);

  /** What waits at a place. */
  List<ReportedMovement> waiting(Place place);

  /**
   * Forgets a movement that waits no longer, no matter whether it was there; one for a store also
   * as accepted as written.
   */
  void remove(Place place, ReportedMovement movement);

  /** Every store that a movement was kept for, as written. */
  List<String> stores();

  /** Whether nothing at all waits: then nobody need look. */
  boolean isEmpty();

  /** What a movement waits for, and where it is looked for then. */
  sealed interface Place {}

  /** Its product is not online; its store is known. */
  record ForProduct(ProductName name) implements Place {}

  /** Nobody goes by this code. */
  record ForStore(String written) implements Place {}

  /** How an acceptance ended. */
  sealed interface Acceptance {}

  /** The id was not known under this name of the store. */
  record First() implements Acceptance {}

  /** It was accepted before, as this; nothing was written. */
  record Before(ReportedMovement movement) implements Acceptance {}
}
