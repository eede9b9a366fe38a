// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * The pages in a real browser: accessibility, width on a phone, and that no shown text is run.
 * Screenshots are in {@code target/pages}. Without Chromium and its driver all tests are skipped
 * and report it.
 */
@Tag("browser")
@Timeout(600)
class PagesInBrowserTest {
  private static final Path PICTURES = Path.of("target/pages").toAbsolutePath();
  private static final String HOSTILE = "<img src=x onerror=document.title='run'>\u202Egnp.exe";

  /** The elements beyond the right edge, to help fixing them. */
  private static final String TOO_WIDE =
      """
      return [...document.querySelectorAll('body *')]
        .filter(it => it.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map(it => it.outerHTML.slice(0, 200)).join('\\n');
      """;

  @TempDir private static Path directory;
  private static final Map<String, Path> PAGES = new LinkedHashMap<>();
  private static HeadlessBrowser browser;

  @BeforeAll
  static void someNights() throws InterruptedException {
    Optional<HeadlessBrowser> started = HeadlessBrowser.start(directory.resolve("profile"));
    if (started.isEmpty()) {
      System.out.println(
          "SKIPPED: pages in a browser, since no chromium with its driver is installed");
      throw new TestAbortedException("no chromium with its driver is installed");
    }
    browser = started.get();
    PAGES.putAll(PageScenes.play(directory.resolve("data"), HOSTILE));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyPageIsAccessible() throws IOException {
    String axe = axe();
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      for (HeadlessBrowser.Look look : HeadlessBrowser.Look.ALL) {
        browser.open(page.getValue(), look);
        browser.ask(axe);
        Object found =
            browser.askLater(
                """
                const done = arguments[0];
                axe.run().then(r => done(r.violations
                  .filter(v => v.impact === 'serious' || v.impact === 'critical')
                  .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | '))
                  .join('\\n')));
                """);
        assertThat(found).as("%s, %s", page.getKey(), look.name()).isEqualTo("");
      }
    }
  }

  @Test
  void everyPageFitsAndIsPhotographed() {
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      for (HeadlessBrowser.Look look : HeadlessBrowser.Look.ALL) {
        browser.open(page.getValue(), look);
        assertThat(browser.number("return document.documentElement.scrollWidth"))
            .as("%s, %s: %s", page.getKey(), look.name(), browser.ask(TOO_WIDE))
            .isLessThanOrEqualTo(look.width());
        Path picture = PICTURES.resolve(page.getKey() + "-" + look.name() + ".png");
        browser.photograph(picture, look);
        assertThat(picture).isNotEmptyFile();
      }
    }
  }

  @Test
  void thePagesNeverRunShownText() {
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      browser.open(page.getValue(), HeadlessBrowser.Look.ALL.getFirst());
      assertThat(
              browser.number("return document.querySelectorAll('script,img,iframe,object').length"))
          .as(page.getKey())
          .isZero();
      assertThat(browser.ask("return document.title")).as(page.getKey()).isNotEqualTo("run");
    }
    browser.open(PAGES.get("wrong-file"), HeadlessBrowser.Look.ALL.getFirst());
    assertThat(browser.ask("return document.body.innerText").toString())
        .contains("onerror=document.title='run'>⟨U+202E⟩gnp.exe");
  }

  @Test
  void everyLinkOfAPageLeadsToAFile() {
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      browser.open(page.getValue(), HeadlessBrowser.Look.ALL.getFirst());
      // Nights before the first have records but no pages.
      String which = page.getKey().equals("index") ? "header a, tbody tr:first-child a" : "a";
      Object links =
          browser.ask(
              "return [...document.querySelectorAll('%s')].map(a => a.href)".formatted(which));
      assertThat((List<?>) links)
          .as(page.getKey())
          .isNotEmpty()
          .allSatisfy(link -> assertThat(Path.of(URI.create(link.toString()))).isRegularFile());
    }
  }

  private static String axe() throws IOException {
    try (InputStream in = PagesInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      Assumptions.assumeTrue(in != null);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
