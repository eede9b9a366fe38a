// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless browser of this machine. For one thread. */
final class HeadlessBrowser implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> DRIVERS = List.of("chromedriver", "chromium.chromedriver");

  private final ChromeDriver driver;

  private HeadlessBrowser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts Chromium if it and its driver are installed; downloads nothing.
   *
   * @param profile an empty directory
   */
  static Optional<HeadlessBrowser> start(Path profile) {
    Optional<Path> browser = installed(BROWSERS);
    Optional<Path> program = installed(DRIVERS);
    if (browser.isEmpty() || program.isEmpty()) {
      return Optional.empty();
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.get().toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program.get().toFile())
            .usingAnyFreePort()
            .build();
    return Optional.of(new HeadlessBrowser(new ChromeDriver(service, options)));
  }

  private static Optional<Path> installed(List<String> names) {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A viewport with a color scheme. */
  record Look(String name, int width, int height, String scheme) {
    static final List<Look> ALL =
        List.of(
            new Look("desktop-light", 1200, 900, "light"),
            new Look("desktop-dark", 1200, 900, "dark"),
            new Look("phone-light", 390, 844, "light"),
            new Look("phone-dark", 390, 844, "dark"));
  }

  void open(Path page, Look look) {
    size(look.width(), look.height());
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features", List.of(Map.of("name", "prefers-color-scheme", "value", look.scheme()))));
    driver.get(page.toUri().toString());
  }

  private void size(long width, long height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** The whole page as a PNG. */
  void photograph(Path to, Look look) {
    long height = number("return Math.ceil(document.documentElement.scrollHeight)");
    size(look.width(), height);
    try {
      Files.createDirectories(to.getParent());
      Files.write(to, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long number(String script) {
    return ((Number) ask(script)).longValue();
  }

  Object ask(String script) {
    Object answer = driver.executeScript(script);
    return answer == null ? "" : answer;
  }

  /** Runs a script that returns its answer later, through a callback. */
  Object askLater(String script) {
    Object answer = driver.executeAsyncScript(script);
    return answer == null ? "" : answer;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
