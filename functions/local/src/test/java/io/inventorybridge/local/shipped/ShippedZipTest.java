// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The content of the zip. */
@Tag("system")
class ShippedZipTest {
  private static final long LAMBDAS_LIMIT = 250L << 20;

  @Test
  void itHoldsOurClassesAndLibrariesAndNothingElse() {
    assertThat(ShippedZip.entries())
        .extracting(ZipEntry::getName)
        .allMatch(
            name ->
                name.matches(
                    "(META-INF|io|lib)/|io/inventorybridge/.*|"
                        // the pages, compiled by the build
                        + "gg/|gg/jte/|gg/jte/generated/|gg/jte/generated/precompiled/.*|"
                        // the functions' logging
                        + "log4j2\\.xml|log4j2\\.component\\.properties|"
                        + "lib/[A-Za-z0-9._-]+\\.jar"));
  }

  @Test
  void nothingOfTestsOfTheRunnerOrOfASecretIsInIt() {
    assertThat(ShippedZip.entries())
        .extracting(ZipEntry::getName)
        .noneMatch(
            name ->
                name.matches(
                    "(?i).*(-tests\\.jar|-sources\\.jar|junit|assertj|archunit|mockito|testcontainers|"
                        + "dynamodblocal|sqlite|s3proxy|jetty|graphql-java|picocli|inventory-local|"
                        + "netty|apache-client|apache5|\\.pem|\\.p12|\\.env|/credentials$|settings\\.xml).*"))
        .noneMatch(name -> name.matches(".*Test(\\$.*)?\\.class"));
  }

  /** The build writes the list to functions/handlers/target; this copy is for readers. */
  @Test
  void theLicenceOfEveryLibraryIsListed() throws IOException {
    String listed = Files.readString(Path.of("../../infra/THIRD-PARTY.txt"));
    assertThat(ShippedZip.entries())
        .extracting(ZipEntry::getName)
        .filteredOn(name -> name.matches("lib/(?!inventory-core).+\\.jar"))
        .hasSizeGreaterThan(40)
        .allSatisfy(
            name -> {
              Matcher jar = Pattern.compile("lib/(.+)-(\\d.*)\\.jar").matcher(name);
              assertThat(jar.matches()).isTrue();
              assertThat(listed).contains(":" + jar.group(1) + ":" + jar.group(2) + " ");
            });
    assertThat(listed).doesNotContain("Unknown license");
  }

  @Test
  void itFitsIntoAFunction() {
    assertThat(ShippedZip.entries().stream().mapToLong(ZipEntry::getSize).sum())
        .isLessThan(LAMBDAS_LIMIT);
  }

  // Two builds give the same bytes only if no entry contains a time or a place of the build.
  @Test
  void entriesRememberNoTimeOfTheirBuildAndStandInOneOrder() throws IOException {
    List<ZipEntry> entries = ShippedZip.entries();
    assertThat(entries.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
    Path core = Files.createTempFile("core", ".jar");
    try (ZipFile zip = new ZipFile(ShippedZip.file().toFile())) {
      ZipEntry ours =
          entries.stream()
              .filter(it -> it.getName().startsWith("lib/inventory-core-"))
              .findFirst()
              .orElseThrow();
      try (InputStream in = zip.getInputStream(ours)) {
        Files.write(core, in.readAllBytes());
      }
      try (ZipFile jar = new ZipFile(core.toFile())) {
        assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
        ZipEntry manifest = jar.getEntry("META-INF/MANIFEST.MF");
        try (InputStream in = jar.getInputStream(manifest)) {
          assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .doesNotContain("Built-By", "Build-Jdk:", "Build-Time");
        }
      }
    } finally {
      Files.delete(core);
    }
  }
}
