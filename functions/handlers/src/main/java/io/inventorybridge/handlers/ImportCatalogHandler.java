// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.wiring.Wiring;
import java.util.List;

/** Catalog dropped under {@code catalog/}, each followed by a report. */
public final class ImportCatalogHandler implements RequestHandler<S3Event, List<String>> {
  private final Wiring wiring;

  public ImportCatalogHandler() {
    this(Wiring.ofThisFunction());
  }

  public ImportCatalogHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the keys of the reports. */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    ImportingCatalog importing = wiring.importingCatalog();
    return Drops.each(event, wiring.files(), importing::run);
  }
}
