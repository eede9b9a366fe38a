// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.loopback.LoopbackHost;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests that name another host than this machine, in DynamoDB's own JSON. */
final class HostHandler extends Handler.Wrapper {
  private static final String ERROR = "com.amazonaws.dynamodb.v20120810#AccessDeniedException";

  HostHandler(Handler server) {
    super(server);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> refusal =
        LoopbackHost.refusal(
            request.getHeaders().get(HttpHeader.HOST), Request.getLocalPort(request));
    if (refusal.isEmpty()) {
      return super.handle(request, response, callback);
    }
    response.setStatus(LoopbackHost.FORBIDDEN);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    byte[] body =
        JsonCodec.bytes(
            JsonCodec.MAPPER.createObjectNode().put("__type", ERROR).put("message", refusal.get()));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
