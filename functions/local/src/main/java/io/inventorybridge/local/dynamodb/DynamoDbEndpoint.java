// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * An HTTP server for the tables on loopback, for clients outside this process. It speaks DynamoDB
 * Local's protocol and forwards to the handlers' own client. So both see the same data, and every
 * write is journaled. The answer to a failed condition leaves out the item that failed it.
 */
public final class DynamoDbEndpoint implements AutoCloseable {
  private final Server server;
  private final URI endpoint;

  private DynamoDbEndpoint(Server server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Listens on the port; 0 for any free port. */
  public static DynamoDbEndpoint open(DynamoDbClient tables, int port) {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(
        new HostHandler(
            new ContextHandler(
                new LocalDynamoDBServerHandler(new ForwardingHandler(tables), "*"))));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "the DynamoDB server cannot listen on port " + port + ": " + e.getMessage(), e);
    }
    int chosen = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return new DynamoDbEndpoint(server, URI.create("http://127.0.0.1:" + chosen));
  }

  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the DynamoDB server did not stop: " + e.getMessage(), e);
    }
  }
}
