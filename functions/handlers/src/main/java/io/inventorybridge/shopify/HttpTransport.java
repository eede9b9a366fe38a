// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The JDK's HTTP client, which never repeats a POST by itself. */
public final class HttpTransport implements ShopTransport {
  private static final int OK = 200;

  private final HttpClient client;
  private final Duration longest;

  /**
   * @param longest the reply timeout
   */
  public HttpTransport(Duration connecting, Duration longest) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connecting)
            .build();
    this.longest = longest;
  }

  @Override
  public Response post(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(request.uri())
            .timeout(longest)
            .POST(BodyPublishers.ofString(request.body()));
    request.headers().forEach(post::header);
    HttpResponse<String> response =
        client.send(post.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Response(response.statusCode(), headers, response.body());
  }

  @Override
  public InputStream open(URI result) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(result).timeout(longest).build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != OK) {
      response.body().close();
      throw new IOException("the result was answered with status " + response.statusCode());
    }
    return response.body();
  }
}
