// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench.peers;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Serves one file by HTTPS on loopback until it is stopped; prints its port. */
public final class TlsServer {
  static final String PASSWORD = "loopback";

  private TlsServer() {}

  /** Arguments: the file and a key store. */
  public static void main(String[] files) throws IOException, GeneralSecurityException {
    Path file = Path.of(files[0]);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(Path.of(files[1]))));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, Files.size(file));
          try (exchange;
              InputStream in = Files.newInputStream(file)) {
            in.transferTo(exchange.getResponseBody());
          }
        });
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(
        KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
