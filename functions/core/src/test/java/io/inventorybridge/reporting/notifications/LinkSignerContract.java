// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.reporting.notifications.LinkSigner.Link;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of every implementation of {@link LinkSigner}. */
public abstract class LinkSignerContract {
  /** The validity of a link of {@link #links}. */
  protected static final Duration VALID = Duration.ofHours(12);

  protected abstract LinkSigner links();

  /** The bucket that the links are of. */
  protected abstract FileStore files();

  /** Opens a link like a browser without other credentials. */
  protected abstract byte[] open(URI link) throws IOException;

  @Test
  void theLinkOpensThePresentFile() throws IOException {
    Link link = links().to("reports/a b+ü.html");
    files().put("reports/a b+ü.html", Content.of("the page".getBytes(UTF_8)), Map.of());
    assertThat(new String(open(link.address()), UTF_8)).isEqualTo("the page");
  }

  @Test
  void theLinkIsOfThatFileAlone() {
    files().put("reports/a.html", Content.of("the page".getBytes(UTF_8)), Map.of());
    files().put("reports/b.html", Content.of("another".getBytes(UTF_8)), Map.of());
    String other = links().to("reports/a.html").address().toString().replace("a.html", "b.html");
    assertThatThrownBy(() -> open(URI.create(other))).isInstanceOf(IOException.class);
  }

  @Test
  void itSaysWhenItEnds() {
    Instant before = Instant.now().minusSeconds(1);
    Instant until = links().to("reports/a.html").until();
    assertThat(until).isBetween(before.plus(VALID), Instant.now().plus(VALID).plusSeconds(1));
  }
}
