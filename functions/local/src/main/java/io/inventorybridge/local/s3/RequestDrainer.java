// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.EnumSet;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/**
 * Reads every request completely before it is answered. S3Proxy stops at the last byte of the
 * object, before the signature or checksum that follows, and Jetty then closes the connection. A
 * client still writing those bytes loses the answer and sends the object again. The object is then
 * stored and reported twice. Thread-safe.
 */
final class RequestDrainer implements Filter {
  /** Larger than any trailer; a refused upload is not read to its end. */
  private static final int MOST = 1 << 20;

  private RequestDrainer() {}

  /** Makes a server that is not yet started read whole requests, of this machine only. */
  static void install(S3Proxy proxy) {
    ServletContextHandler servlets = jetty(proxy).getDescendant(ServletContextHandler.class);
    EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
    servlets.addFilter(new FilterHolder(new RequestDrainer()), "/*", requests);
    servlets.addFilter(new FilterHolder(new HostFilter()), "/*", requests);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    ServletInputStream rest = request.getInputStream();
    byte[] buffer = new byte[8192];
    int left = MOST;
    for (int read; left > 0 && (read = rest.read(buffer)) >= 0; ) {
      left -= read;
    }
  }

  // S3Proxy has no API for adding a filter.
  private static Server jetty(S3Proxy proxy) {
    try {
      Field server = S3Proxy.class.getDeclaredField("server");
      server.setAccessible(true);
      return (Server) server.get(proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this S3Proxy differs from version 4.1.0", e);
    }
  }
}
