// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import io.inventorybridge.local.loopback.LoopbackHost;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Refuses requests that name another host than this machine, in S3's own XML. */
final class HostFilter implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> refusal =
        LoopbackHost.refusal(
            ((HttpServletRequest) request).getHeader("Host"), request.getLocalPort());
    if (refusal.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>%s</Message></Error>"
            .formatted(refusal.get());
    ((HttpServletResponse) response).setStatus(LoopbackHost.FORBIDDEN);
    response.setContentType("application/xml");
    response.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
  }
}
