// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import io.inventorybridge.bench.peers.CommonsCsvFilter;
import io.inventorybridge.bench.peers.DuckDbFilter;
import io.inventorybridge.bench.peers.HashingFloor;
import io.inventorybridge.bench.peers.IndexLoad;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Measures {@code inventory filter} against its peers, as whole processes in turn, and writes
 * {@code infra/docs/performance.md}. Figures of one table come from one run; across runs only
 * ratios compare.
 */
public final class BenchRunner {
  private static final int ROUNDS = 5;
  private static final String OURS = "`inventory filter`";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern JMH_SCORE = Pattern.compile("ss\\s+\\d+\\s+([\\d.]+)");

  private final MeasuredPrograms programs;
  private final Path files;
  private final BenchReport report;
  private final FunctionTemplate template;

  private BenchRunner(Path root, Path files) throws IOException {
    this.files = files;
    this.programs = new MeasuredPrograms(root, files);
    this.template = FunctionTemplate.of(root.resolve("template.yaml"));
    this.report = new BenchReport(root.resolve("infra/docs/performance.md"));
  }

  /** A part of the report. */
  private interface Part {
    void measure() throws IOException;
  }

  /**
   * Arguments: the repository, a directory for the files (missing files are generated), and the
   * parts to measure, separated by commas; default: all parts.
   */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    new BenchRunner(Path.of(arguments[0]).toRealPath(), Path.of(arguments[1]).toAbsolutePath())
        .run(
            arguments.length < 3 || arguments[2].isEmpty()
                ? Set.of()
                : Set.of(arguments[2].split(",", -1)));
  }

  private void run(Set<String> chosen) throws IOException {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("light", () -> peers("light", "1,500"));
    parts.put("heavy", () -> peers("heavy", "430,000"));
    parts.put("gzip", this::packed);
    parts.put("memory", this::memory);
    parts.put("steady", this::steady);
    parts.put("tls", this::tls);
    parts.put("start", this::start);
    parts.put("index", this::index);
    if (!parts.keySet().containsAll(chosen)) {
      throw new IllegalArgumentException(chosen + ": the parts are " + parts.keySet());
    }
    generate("light", "300MB", 1_500);
    generate("heavy", "300MB", 430_000);
    generate("large", "1500MB", 1_500);
    pack(files.resolve("light/delta.csv"), files.resolve("light/delta.csv.gz"));
    report.start(
        """
        # Performance

        Written by `mvn -Pbench`; `mvn -Pbench -Dbench.parts=light,memory` measures some parts again. Each section says where
        and when. A figure is the median of %d whole processes, start-up included, and the programs take turns; CPU is user
        and system of all threads of the process. Files lie in the page cache. The filter runs by its own launcher with the
        options that stand there, the peers with `%s`.
        """
            .formatted(ROUNDS, String.join(" ", MeasuredPrograms.JVM)));
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      if (chosen.isEmpty() || chosen.contains(part.getKey())) {
        part.getValue().measure();
      }
    }
  }

  private static String where() throws IOException {
    return "%s; %s; %s; %s.\n\n"
        .formatted(
            DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(Instant.now()),
            BenchMachine.described(),
            BenchMachine.canPin() ? "pinned to one core" : "not pinned (no `taskset` here)",
            System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  private void peers(String kind, String survivors) throws IOException {
    String delta = programs.file(kind, "delta.csv");
    String catalog = programs.file(kind, "catalog.csv");
    String duckDb = "DuckDB " + BenchMachine.version("duckdb_jdbc") + " by JDBC, `threads = 1`";
    String commonsCsv = "commons-csv " + BenchMachine.version("commons-csv");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(OURS, programs.filter(kind, "delta.csv"));
    commands.put(duckDb, programs.java(DuckDbFilter.class, delta, catalog, out("duckdb.csv")));
    commands.put(
        commonsCsv, programs.java(CommonsCsvFilter.class, delta, catalog, out("commons.csv")));
    commands.put("reading, line feeds and hash only", programs.java(HashingFloor.class, delta));
    Map<String, List<ProcessMeasurement>> measured = MeasuredPrograms.inTurn(ROUNDS, commands);
    sameAnswers(measured);
    StringBuilder table = new StringBuilder(where());
    table.append(
        """
        All programs hash the file with SHA-256 as they go.

        | program | CPU s | wall s | peak RSS MB | CPU of the filter as part of its, median (range) of pairs |
        |---|---|---|---|---|
        """);
    List<ProcessMeasurement> ours = measured.getOrDefault(OURS, List.of());
    measured.forEach(
        (name, runs) ->
            table.append(
                "| %s | %.2f | %.2f | %.0f | %s |\n"
                    .formatted(
                        name,
                        ProcessMeasurement.median(runs, ProcessMeasurement::cpu),
                        ProcessMeasurement.median(runs, ProcessMeasurement::wall),
                        ProcessMeasurement.median(runs, ProcessMeasurement::rss),
                        name.equals(OURS) ? "" : MeasuredPrograms.ratio(ours, runs))));
    report.section("The filter: 300 MB, " + survivors + " survivors", table.toString());
  }

  // A program that reads other bytes is not a peer.
  private void sameAnswers(Map<String, List<ProcessMeasurement>> measured) throws IOException {
    String manifest = Files.readString(files.resolve("filtered/manifest.json"));
    Matcher sha256 = SHA256.matcher(manifest);
    if (!sha256.find()) {
      throw new IllegalStateException("no SHA-256 in " + manifest);
    }
    measured.forEach(
        (name, runs) -> {
          if (!name.equals(OURS) && !runs.getFirst().output().contains(sha256.group())) {
            throw new IllegalStateException(name + " has read other bytes");
          }
        });
    long duckDb = lines("duckdb.csv");
    long commonsCsv = lines("commons.csv");
    if (duckDb != commonsCsv) {
      throw new IllegalStateException(
          "DuckDB kept %d, commons-csv %d".formatted(duckDb, commonsCsv));
    }
  }

  // Quoted line ends occur equally in both files.
  private long lines(String name) throws IOException {
    try (var lines = Files.lines(files.resolve(name))) {
      return lines.filter(line -> !line.isBlank()).count();
    }
  }

  private void packed() throws IOException {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("packed", programs.filter("light", "delta.csv.gz"));
    commands.put("plain", programs.filter("light", "delta.csv"));
    commands.put(
        "gunzip", programs.java(HashingFloor.class, programs.file("light", "delta.csv.gz")));
    Map<String, List<ProcessMeasurement>> measured = MeasuredPrograms.inTurn(ROUNDS, commands);
    double packed =
        ProcessMeasurement.median(
            measured.getOrDefault("packed", List.of()), ProcessMeasurement::cpu);
    double plain =
        ProcessMeasurement.median(
            measured.getOrDefault("plain", List.of()), ProcessMeasurement::cpu);
    double gunzip =
        ProcessMeasurement.median(
            measured.getOrDefault("gunzip", List.of()), ProcessMeasurement::cpu);
    report.section(
        "gzip",
        where()
            + """
            | light, CPU s | |
            |---|---|
            | `delta.csv.gz` | %.2f |
            | `delta.csv` | %.2f |
            | `GZIPInputStream` alone, a process of its own | %.2f |
            | packed as part of plain and unpacking together | %.2f |
            """
                .formatted(packed, plain, gunzip, packed / (plain + gunzip)));
  }

  private void memory() throws IOException {
    StringBuilder table = new StringBuilder(where());
    table.append("large: 1.5 GB with the survivors of light.\n\n");
    table.append("| `-Xms` = `-Xmx` | file | CPU s | peak RSS MB |\n|---|---|---|---|\n");
    List<List<String>> kinds =
        List.of(
            List.of("16m", "light"),
            List.of("48m", "heavy"),
            List.of("64m", "light"),
            List.of("64m", "large"));
    Map<List<String>, List<ProcessMeasurement>> measured = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (List<String> kind : kinds) {
        String heap = kind.getFirst();
        measured
            .computeIfAbsent(kind, first -> new ArrayList<>())
            .add(
                ProcessMeasurement.run(
                    programs.filter(kind.getLast(), "delta.csv"),
                    MeasuredPrograms.environment("-Xms%s -Xmx%s".formatted(heap, heap))));
      }
    }
    measured.forEach(
        (kind, runs) ->
            table.append(
                "| %s | %s | %.2f | %.1f |\n"
                    .formatted(
                        kind.getFirst(),
                        kind.getLast(),
                        ProcessMeasurement.median(runs, ProcessMeasurement::cpu),
                        ProcessMeasurement.median(runs, ProcessMeasurement::rss))));
    report.section("Memory of the filter", table.toString());
  }

  private void steady() throws IOException {
    Path light = files.resolve("light/delta.csv");
    List<String> command =
        programs.java(SteadyScanner.class, light.toString(), programs.file("light", "catalog.csv"));
    double scanner =
        BenchMachine.median(
            ProcessMeasurement.run(command, MeasuredPrograms.environment("")).output());
    BenchMachine.Reference reference = BenchMachine.memchr(programs, light, files);
    Matcher jmh =
        JMH_SCORE.matcher(
            ProcessMeasurement.run(
                    programs.java(
                        org.openjdk.jmh.Main.class,
                        "ScannerBenchmark",
                        "-p",
                        "directory=" + light.getParent()),
                    MeasuredPrograms.environment(""))
                .output());
    report.section(
        "The scanner alone, warm, without hash",
        where()
            + """
            | light, a pass over 300 MB from the file | |
            |---|---|
            | scanner, CPU s | %.3f |
            | %s, CPU s | %.3f |
            | ratio | %.1f |
            | scanner by JMH %s, wall ms | %s |
            """
                .formatted(
                    scanner,
                    reference.name(),
                    reference.seconds(),
                    scanner / reference.seconds(),
                    BenchMachine.version("jmh-core"),
                    jmh.find() ? jmh.group(1) : "?"));
  }

  private void tls() throws IOException {
    report.section(
        "Download over TLS", where() + new TlsBenchmark(programs, template, files).table());
  }

  private void start() throws IOException {
    report.section(
        "The start of a function",
        where() + new StartupBenchmark(programs, template, files).table());
  }

  private void index() throws IOException {
    List<String> command = programs.java(IndexLoad.class, out("million.idx"));
    ProcessMeasurement.run(command, Map.of());
    List<Double> took = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      took.add(
          Double.parseDouble(
              ProcessMeasurement.run(command, Map.of())
                  .output()
                  .lines()
                  .findFirst()
                  .orElseThrow()));
    }
    report.section(
        "The catalog index",
        where()
            + "A million UPCAs, read by a process that has just begun, median of %d: %.0f ms (from %.0f to %.0f). That they take less than 32 MB\n"
                .formatted(
                    ROUNDS,
                    ProcessMeasurement.median(took),
                    took.stream().mapToDouble(it -> it).min().orElseThrow(),
                    took.stream().mapToDouble(it -> it).max().orElseThrow())
            + "is a test of its own (`CatalogIndexTest.aMillionUpcasTakeLessThan32Megabytes`).\n");
  }

  private String out(String name) {
    return files.resolve(name).toString();
  }

  private void generate(String kind, String size, int survivors) {
    Path directory = files.resolve(kind);
    if (!Files.exists(directory.resolve("delta.csv"))) {
      ProcessMeasurement.run(
          List.of(
              programs.launcher(),
              "generate",
              "--size",
              size,
              "--seed",
              "7",
              "--survivors",
              "" + survivors,
              "--out",
              directory.toString()),
          MeasuredPrograms.environment(""));
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
}
