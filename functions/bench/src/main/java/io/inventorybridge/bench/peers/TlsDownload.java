// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Downloads by the JDK's own TLS, as the S3 client does; prints the CPU seconds of two passes. */
public final class TlsDownload {
  private TlsDownload() {}

  /** Arguments: the port and the key store of the server. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(
        KeyStore.getInstance(Path.of(arguments[1]).toFile(), TlsServer.PASSWORD.toCharArray()));
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    byte[] piece = new byte[1 << 16];
    for (int pass = 0; pass < 2; pass++) {
      long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("https://localhost:" + arguments[0] + "/").toURL().openConnection();
      try (InputStream in = connection.getInputStream()) {
        while (in.read(piece) >= 0) {
          // The loop only decrypts.
        }
      }
      long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
      System.out.println(took / 1e9);
    }
  }
}
