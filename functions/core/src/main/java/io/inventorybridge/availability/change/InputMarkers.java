// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import io.inventorybridge.availability.ChangeMarkers.ChangeMarker;
import io.inventorybridge.availability.ChangeMarkers.Subject.OfProduct;
import io.inventorybridge.stock.CanonicalUpc;

/**
 * The change markers of changed inputs. Their version is the ordinal of the set, and only targets
 * calculated with that set or a newer one clear them.
 */
public final class InputMarkers {
  /** No record of the ledger has this name: no facility id begins with a tilde but the queue's. */
  private static final String RECORD = "~inputs";

  private InputMarkers() {}

  /** The marker of a product whose numbers may differ by a set. */
  public static ChangeMarker of(CanonicalUpc upc, InputSet.Reference set) {
    return new ChangeMarker(new OfProduct(upc), RECORD, set.ordinal());
  }

  /** Tells whether targets calculated with this set or a newer one may clear the marker. */
  public static boolean mayClear(ChangeMarker marker, InputSet.Reference calculatedWith) {
    return !marker.record().equals(RECORD) || marker.version() <= calculatedWith.ordinal();
  }
}
