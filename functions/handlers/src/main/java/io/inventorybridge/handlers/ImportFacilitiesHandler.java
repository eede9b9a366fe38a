// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.log.Journal;
import io.inventorybridge.wiring.Wiring;
import java.util.List;

/** Imports facilities dropped under {@code facilities/}; writes a report of each. */
public final class ImportFacilitiesHandler implements RequestHandler<S3Event, List<String>> {
  private static final Journal LOG = Journal.of(ImportFacilitiesHandler.class);

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
    return LOG.during(
        context,
        call ->
            Drops.each(event, wiring::files, call, file -> wiring.importingFacilities().run(file)));
  }
}
