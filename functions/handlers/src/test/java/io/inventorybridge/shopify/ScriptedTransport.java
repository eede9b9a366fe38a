// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Answers from a script, and keeps the sent requests. */
final class ScriptedTransport implements ShopTransport {
  final List<Request> sent = new ArrayList<>();
  private final Deque<Script> scripts = new ArrayDeque<>();

  private interface Script {
    Response reply() throws IOException;
  }

  ScriptedTransport replies(int status, Map<String, String> headers, String body) {
    scripts.add(() -> new Response(status, headers, body));
    return this;
  }

  ScriptedTransport replies(String body) {
    return replies(200, Map.of("x-shopify-api-version", "2026-10"), body);
  }

  ScriptedTransport loses() {
    scripts.add(
        () -> {
          throw new IOException("cut");
        });
    return this;
  }

  @Override
  public Response post(Request request) throws IOException {
    sent.add(request);
    return scripts.remove().reply();
  }

  @Override
  public InputStream open(URI result) throws IOException {
    throw new IOException("there is no result");
  }

  List<String> bodies() {
    return sent.stream().map(Request::body).toList();
  }
}
