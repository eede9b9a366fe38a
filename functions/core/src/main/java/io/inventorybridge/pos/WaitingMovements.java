// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import java.util.List;

/**
 * The store of POS movements: accepted event ids with their content and first acceptance, and
 * movements that wait for their product to come online or their store to become known. Waiting
 * movements, and ids accepted under a written code, are kept as long as the originals of
 * deliveries. Reads are consistent. Safe for use by many threads; a failure of the store is an
 * {@link io.inventorybridge.support.files.StorageFailure}.
 */
public interface WaitingMovements {
  /** Accepts an event id at a known store: of all attempts exactly one is the first. */
  Acceptance accept(ReportedMovement movement);

  /**
   * Accepts an event id under the code of an unknown store. The acceptance is valid until the
   * movement is removed from those waiting for this store.
   */
  Acceptance acceptAsWritten(ReportedMovement movement);

  /** The movements accepted under an event id and a written code, at any store, in no order. */
  List<ReportedMovement> acceptedAsWritten(String eventId);

  /** Keeps a waiting movement; repeating it changes nothing. */
  void keep(WaitingFor place, ReportedMovement movement);

  /** The waiting movements of a product or store. */
  List<ReportedMovement> waiting(WaitingFor place);

  /**
   * Removes a movement that no longer waits; a missing one is not an error. For a store it also
   * removes the acceptance under the written code.
   */
  void remove(WaitingFor place, ReportedMovement movement);

  /** Every store with a waiting movement, as written. */
  List<String> stores();

  /** Tells whether no movement waits at all, so that a search is not necessary. */
  boolean isEmpty();

  /** The product or store that a movement waits for. */
  sealed interface WaitingFor {}

  /** Its product is not online; its store is known. */
  record ForProduct(ProductIdentifier name) implements WaitingFor {}

  /** No facility has this code. */
  record ForStore(String written) implements WaitingFor {}

  /** The result of an acceptance. */
  sealed interface Acceptance {}

  /** The id was new under this code of the store. */
  record FirstAcceptance() implements Acceptance {}

  /** The id was accepted before, with this movement; nothing was written. */
  record AcceptedBefore(ReportedMovement movement) implements Acceptance {}
}
