// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import io.inventorybridge.bench.peers.BareHandler;
import io.inventorybridge.handlers.FilterDeltaHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Compares the time to the first response of the deployed zip and of a bare handler. */
final class StartupBenchmark {
  private static final int PAIRS = 15;
  private static final String FILTER = FilterDeltaHandler.class.getName();
  private static final String BARE = BareHandler.class.getName();

  /** The parts of the zip used by a bare handler: the libraries and their logging configuration. */
  private static final List<String> LIBRARIES = List.of("lib/", "log4j2.");

  private static final String CLIENT = "aws-lambda-java-runtime-interface-client";

  private final FirstResponse first;
  private final Path runtime;
  private final Path zip;
  private final Path files;

  StartupBenchmark(MeasuredPrograms programs, FunctionTemplate template, Path files) {
    this.runtime = files.resolveSibling("runtime");
    this.first = new FirstResponse(programs, runtime, template.javaOptions("FilterDeltaFunction"));
    this.zip = programs.functions();
    this.files = files;
  }

  String table() throws IOException {
    Path ours = unpack("task", List.of(""));
    Path bare = unpack("bare", LIBRARIES);
    String file = BARE.replace('.', '/') + ".class";
    copy(StartupBenchmark.class.getResourceAsStream("/" + file), bare.resolve(file));
    first.of(ours, FILTER);
    first.of(bare, BARE);
    List<Double> shipped = new ArrayList<>();
    List<Double> simple = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      shipped.add(first.of(ours, FILTER));
      simple.add(first.of(bare, BARE));
      ratios.add(shipped.getLast() / simple.getLast());
    }
    ratios.sort(null);
    return """
        From the start of the process to the response to an `s3:TestEvent`, by %s
        and an endpoint on loopback, with the options of template.yaml; no snapshot, no AWS. The function builds its clients at
        the first file, so that it builds none here.

        | median of %d pairs | ms |
        |---|---|
        | FilterDelta, from the zip that is deployed (%.1f MB) | %.0f |
        | a bare handler: the same clients, built, and a line in the log by the same library | %.0f |
        | ratio of pairs (range) | %.2f (%.2f to %.2f) |
        """
        .formatted(
            client(),
            PAIRS,
            Files.size(zip) / 1e6,
            ProcessMeasurement.median(shipped),
            ProcessMeasurement.median(simple),
            ProcessMeasurement.median(ratios),
            ratios.getFirst(),
            ratios.getLast());
  }

  private String client() throws IOException {
    try (Stream<Path> jars = Files.list(runtime)) {
      return jars.map(jar -> jar.getFileName().toString().replace(".jar", ""))
          .filter(name -> name.startsWith(CLIENT))
          .findFirst()
          .orElseThrow();
    }
  }

  private Path unpack(String name, List<String> only) throws IOException {
    Path directory = files.resolve(name);
    try (ZipFile open = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = open.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory() && only.stream().anyMatch(entry.getName()::startsWith)) {
          copy(open.getInputStream(entry), directory.resolve(entry.getName()));
        }
      }
    }
    return directory;
  }

  private static void copy(InputStream from, Path to) throws IOException {
    try (from) {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
