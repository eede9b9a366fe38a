// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import io.inventorybridge.bench.peers.TlsDownload;
import io.inventorybridge.bench.peers.TlsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A download over TLS on loopback with the options that template.yaml gives the filter. */
final class TlsBenchmark {
  private static final int ROUNDS = 3;
  private static final String C1 = "-XX:TieredStopAtLevel=1";

  private final MeasuredPrograms programs;
  private final FunctionTemplate template;
  private final Path files;

  TlsBenchmark(MeasuredPrograms programs, FunctionTemplate template, Path files) {
    this.programs = programs;
    this.template = template;
    this.files = files;
  }

  String table() throws IOException {
    Path keys = files.resolve("loopback.p12");
    if (!Files.exists(keys)) {
      ProcessMeasurement.run(keytool(keys), Map.of());
    }
    Path file = files.resolve("light/delta.csv");
    List<String> serving = programs.java(TlsServer.class, file.toString(), keys.toString());
    Process server =
        new ProcessBuilder(serving.subList(serving.indexOf(programs.jvm()), serving.size()))
            .start();
    try (BufferedReader printed = server.inputReader(StandardCharsets.UTF_8)) {
      String port = printed.readLine();
      Map<String, List<ProcessMeasurement>> measured = new LinkedHashMap<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (String options : List.of(template.javaOptions("FilterDeltaFunction"), C1)) {
          measured
              .computeIfAbsent(options, first -> new ArrayList<>())
              .add(
                  ProcessMeasurement.run(
                      programs.java(TlsDownload.class, port, keys.toString()),
                      Map.of("JAVA_TOOL_OPTIONS", options)));
        }
      }
      double megabytes = Files.size(file) / 1e6;
      StringBuilder table =
          new StringBuilder("300 MB by the JDK's own TLS 1.3, as the S3 client has it.\n\n");
      table.append(
          "| options | CPU s of the process with two downloads | MB a CPU s: both | the second |\n|---|---|---|---|\n");
      measured.forEach(
          (options, runs) -> {
            double cpu = ProcessMeasurement.median(runs, ProcessMeasurement::cpu);
            double second =
                ProcessMeasurement.median(runs.stream().map(TlsBenchmark::second).toList());
            table.append(
                String.format(
                    Locale.ROOT,
                    "| `%s`%s | %.2f | %.0f | %.0f |\n",
                    options,
                    options.equals(C1)
                        ? ", what Lambda would choose by itself"
                        : ", by template.yaml",
                    cpu,
                    2 * megabytes / cpu,
                    megabytes / second));
          });
      return table.toString();
    } finally {
      server.destroy();
    }
  }

  private static double second(ProcessMeasurement run) {
    List<String> passes = run.output().lines().filter(line -> line.matches("[0-9.E-]+")).toList();
    return Double.parseDouble(passes.get(1));
  }

  private static List<String> keytool(Path keys) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "loopback",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "3650",
        "-storetype",
        "PKCS12",
        "-storepass",
        "loopback",
        "-keystore",
        keys.toString());
  }
}
