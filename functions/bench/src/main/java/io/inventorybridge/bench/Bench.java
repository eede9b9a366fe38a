// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPOutputStream;

/**
 * Measures {@code inventory filter} beside its peers, whole processes in turn, and writes {@code
 * infra/performance.md}. Figures of one table come from one run; across runs only ratios compare.
 */
public final class Bench {
  private static final int ROUNDS = 5;
  private static final String OURS = "`inventory filter`";
  private static final String PEERS = "io.inventorybridge.bench.peers.";
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

  private final Path root;
  private final Path files;
  private final StringBuilder report = new StringBuilder();

  private Bench(Path root, Path files) {
    this.root = root;
    this.files = files;
  }

  /** Takes the repository and a directory for the files, which are made where they are missing. */
  public static void main(String[] arguments) throws IOException {
    new Bench(Path.of(arguments[0]).toRealPath(), Path.of(arguments[1]).toAbsolutePath()).run();
  }

  private void run() throws IOException {
    generate("light", "300MB", 1_500);
    generate("heavy", "300MB", 430_000);
    generate("large", "1500MB", 1_500);
    pack(files.resolve("light/delta.csv"), files.resolve("light/delta.csv.gz"));
    heading();
    peers("light", "1,500");
    peers("heavy", "430,000");
    packed();
    memory();
    steady();
    Files.writeString(root.resolve("infra/performance.md"), report);
    System.out.print(report);
  }

  private void heading() throws IOException {
    report
        .append("# Performance\n\nWritten by `mvn -Pbench` on ")
        .append(DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(Instant.now()))
        .append(". Machine: ")
        .append(Machine.described())
        .append(". JVM: ")
        .append(System.getProperty("java.vm.name"))
        .append(' ')
        .append(System.getProperty("java.runtime.version"))
        .append(", `")
        .append(String.join(" ", JVM))
        .append(
            """
            `; commons-csv %s, DuckDB %s by JDBC with `threads = 1`.
            Each figure is the median of %d whole processes, start-up included; the programs take turns. CPU is user and
            system of all threads; files lie in the page cache. All programs hash the file with SHA-256.
            """
                .formatted(Machine.version("commons-csv"), Machine.version("duckdb_jdbc"), ROUNDS));
  }

  private void peers(String kind, String survivors) {
    Map<String, List<String>> programs = new LinkedHashMap<>();
    String delta = files.resolve(kind + "/delta.csv").toString();
    String catalog = files.resolve(kind + "/catalog.csv").toString();
    programs.put(OURS, filter(kind, "delta.csv"));
    programs.put("DuckDB", peer("DuckDbFilter", delta, catalog, out("duckdb.csv")));
    programs.put("commons-csv", peer("CommonsCsvFilter", delta, catalog, out("commons.csv")));
    programs.put("reading, line feeds and hash only", peer("Floor", delta));
    Map<String, List<Measured>> measured = inTurn(programs);
    report
        .append("\n## 300 MB, ")
        .append(survivors)
        .append(
            """
             survivors

            | program | CPU s | wall s | peak RSS MB | `inventory filter` uses, of its CPU: median (range) of pairs |
            |---|---|---|---|---|
            """);
    List<Measured> ours = measured.getOrDefault(OURS, List.of());
    measured.forEach(
        (name, runs) ->
            report.append(
                "| %s | %.2f | %.2f | %.0f | %s |\n"
                    .formatted(
                        name,
                        median(runs, Measured::cpu),
                        median(runs, Measured::wall),
                        median(runs, Measured::rss),
                        name.equals(OURS) ? "" : ratio(ours, runs) + " x")));
  }

  private void packed() {
    Map<String, List<String>> programs = new LinkedHashMap<>();
    programs.put("packed", filter("light", "delta.csv.gz"));
    programs.put("plain", filter("light", "delta.csv"));
    programs.put("gunzip", peer("Floor", files.resolve("light/delta.csv.gz").toString()));
    Map<String, List<Measured>> measured = inTurn(programs);
    double packed = median(measured.getOrDefault("packed", List.of()), Measured::cpu);
    double plain = median(measured.getOrDefault("plain", List.of()), Measured::cpu);
    double gunzip = median(measured.getOrDefault("gunzip", List.of()), Measured::cpu);
    report.append(
        """

        ## gzip

        CPU s: packed %.2f; plain %.2f and GZIPInputStream alone %.2f: %.2f x their sum.
        """
            .formatted(packed, plain, gunzip, packed / (plain + gunzip)));
  }

  private void memory() {
    report.append(
        """

        ## Memory

        | heap | file | peak RSS MB |
        |---|---|---|
        """);
    for (List<String> run :
        List.of(
            List.of("16m", "light"),
            List.of("48m", "heavy"),
            List.of("64m", "light"),
            List.of("64m", "large"))) {
      List<Measured> measured = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        measured.add(
            Measured.run(
                filter(run.getLast(), "delta.csv"),
                environment("-Xms%s -Xmx%s".formatted(run.getFirst(), run.getFirst()))));
      }
      report.append(
          "| `-Xms` = `-Xmx` = %s | %s | %.1f |\n"
              .formatted(run.getFirst(), run.getLast(), median(measured, Measured::rss)));
    }
    report.append("\nlarge: 1.5 GB with the survivors of light.\n");
  }

  private void steady() throws IOException {
    Path light = files.resolve("light/delta.csv");
    List<String> command = java("io.inventorybridge.bench.Steady");
    command.addAll(List.of(light.toString(), files.resolve("light/catalog.csv").toString()));
    double scanner = Machine.median(Measured.run(command, environment("")).output());
    Machine.Reference reference = Machine.memchr(light, files);
    report.append(
        """

        ## Steady state of the scanner, light, without hash

        %.3f CPU s a pass; %s %.3f: %.1f x.
        """
            .formatted(
                scanner, reference.name(), reference.seconds(), scanner / reference.seconds()));
  }

  private Map<String, List<Measured>> inTurn(Map<String, List<String>> programs) {
    Map<String, List<Measured>> measured = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      programs.forEach(
          (name, command) ->
              measured
                  .computeIfAbsent(name, first -> new ArrayList<>())
                  .add(Measured.run(command, environment(""))));
    }
    return measured;
  }

  private List<String> filter(String kind, String delta) {
    return List.of(
        root.resolve("functions/local/bin/inventory").toString(),
        "filter",
        files.resolve(kind).resolve(delta).toString(),
        "--catalog",
        files.resolve(kind + "/catalog.csv").toString(),
        "--out",
        out("filtered"));
  }

  private static List<String> peer(String name, String... arguments) {
    List<String> command = java(PEERS + name);
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> java(String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main));
    return command;
  }

  private static Map<String, String> environment(String options) {
    return Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS", options);
  }

  private String out(String name) {
    return files.resolve(name).toString();
  }

  private void generate(String kind, String size, int survivors) {
    Path directory = files.resolve(kind);
    if (!Files.exists(directory.resolve("delta.csv"))) {
      Measured.run(
          List.of(
              root.resolve("functions/local/bin/inventory").toString(),
              "generate",
              "--size",
              size,
              "--seed",
              "7",
              "--survivors",
              "" + survivors,
              "--out",
              directory.toString()),
          environment(""));
    }
  }

  private static void pack(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      try (InputStream in = Files.newInputStream(from);
          OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
        in.transferTo(out);
      }
    }
  }

  private static String ratio(List<Measured> ours, List<Measured> theirs) {
    List<Double> pairs = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      pairs.add(ours.get(i).cpu() / theirs.get(i).cpu());
    }
    pairs.sort(null);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f-%.2f)",
        pairs.get(pairs.size() / 2),
        pairs.getFirst(),
        pairs.getLast());
  }

  private static double median(List<Measured> runs, ToDoubleFunction<Measured> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
