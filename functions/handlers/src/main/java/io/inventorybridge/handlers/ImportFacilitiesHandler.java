// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.facilities.ImportingFacilities;
import io.inventorybridge.wiring.Wiring;
import java.util.List;

/** Facilities dropped under {@code facilities/}, each followed by a report. */
public final class ImportFacilitiesHandler implements RequestHandler<S3Event, List<String>> {
  private final Wiring wiring;

  public ImportFacilitiesHandler() {
    this(Wiring.ofThisFunction());
  }

  public ImportFacilitiesHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the keys of the reports. */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    ImportingFacilities importing = wiring.importingFacilities();
    return Drops.each(event, wiring.files(), importing::run);
  }
}
