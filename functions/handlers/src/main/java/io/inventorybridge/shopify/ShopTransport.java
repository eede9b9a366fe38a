// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Carries requests to the shop. An {@link IOException} means that the request may or may not have
 * arrived. Thread-safe.
 */
public interface ShopTransport {
  /** Posts a request and returns the reply of any status. */
  Response post(Request request) throws IOException, InterruptedException;

  /** Opens a result for reading; a status other than 200 is an {@link IOException}. */
  InputStream open(URI result) throws IOException, InterruptedException;

  /** A request. The values of the headers may be secret and are never printed. */
  record Request(URI uri, Map<String, String> headers, String body) {
    public Request {
      headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
      return "POST " + uri;
    }
  }

  /**
   * A reply.
   *
   * @param headers with names in lower case
   */
  record Response(int status, Map<String, String> headers, String body) {
    public Response {
      headers = Map.copyOf(headers);
    }

    Optional<String> header(String lowerCaseName) {
      return Optional.ofNullable(headers.get(lowerCaseName));
    }

    @Override
    public String toString() {
      return "status " + status;
    }
  }
}
