// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.handlers.support.S3EventKeys;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;

/** Imports facilities dropped under {@code facilities/}; writes a report of each. */
public final class ImportFacilitiesHandler implements RequestHandler<S3Event, List<String>> {
  private static final StructuredLog LOG = StructuredLog.of(ImportFacilitiesHandler.class);

  private final FunctionWiring wiring;

  public ImportFacilitiesHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public ImportFacilitiesHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the keys of the reports. */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    return LOG.during(
        context,
        call ->
            S3EventKeys.processEach(
                event, wiring::files, call, file -> wiring.importingFacilities().run(file)));
  }
}
