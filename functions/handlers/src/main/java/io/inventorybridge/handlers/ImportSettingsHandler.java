// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.handlers.support.S3EventKeys;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.masterdata.settings.ImportingSettings;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;
import java.util.Optional;

/** Checks settings dropped under {@code settings/}; writes a report of each file. */
public final class ImportSettingsHandler implements RequestHandler<S3Event, List<String>> {
  private static final StructuredLog LOG = StructuredLog.of(ImportSettingsHandler.class);

  private final FunctionWiring wiring;

  public ImportSettingsHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public ImportSettingsHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the keys of the reports; the editions that the import itself keeps have none. */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    return LOG.during(
        context,
        call ->
            S3EventKeys.importResumably(
                S3EventKeys.keys(event).stream()
                    .filter(key -> !ImportingSettings.isInForce(key))
                    .toList(),
                wiring::files,
                call,
                file -> Optional.of(wiring.importingSettings().run(file))));
  }
}
