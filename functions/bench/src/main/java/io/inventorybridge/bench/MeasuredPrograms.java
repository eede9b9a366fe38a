// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measured commands, each pinned to one core if the machine supports it. */
final class MeasuredPrograms {
  /** JVM options of the peers written in Java: the same collector as the launcher's. */
  static final List<String> JVM = List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

  private final Path root;
  private final Path files;

  MeasuredPrograms(Path root, Path files) {
    this.root = root;
    this.files = files;
  }

  /** {@code inventory filter} through its own launcher, with the launcher's options. */
  List<String> filter(String kind, String delta) {
    return pinned(
        launcher(),
        "filter",
        file(kind, delta),
        "--catalog",
        file(kind, "catalog.csv"),
        "--out",
        files.resolve("filtered").toString());
  }

  String launcher() {
    return root.resolve("functions/local/bin/inventory").toString();
  }

  /** The deployed zip. */
  Path functions() {
    return root.resolve("functions/handlers/target/functions.zip");
  }

  /** A class with a main method, run by this JVM in a process of its own. */
  List<String> java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(jvm());
    command.addAll(JVM);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return pinned(command.toArray(new String[0]));
  }

  /** The path of the JVM for all programs. */
  String jvm() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  List<String> pinned(String... command) {
    List<String> whole = new ArrayList<>();
    if (BenchMachine.canPin()) {
      int last = Runtime.getRuntime().availableProcessors() - 1;
      whole.addAll(List.of("taskset", "-c", "" + last));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  String file(String kind, String name) {
    return files.resolve(kind).resolve(name).toString();
  }

  /** The environment of a program with the JVM options of the launcher. */
  static Map<String, String> environment(String options) {
    return Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS", options);
  }

  /** Runs programs in turn, round by round, after one warm-up round that does not count. */
  static Map<String, List<ProcessMeasurement>> inTurn(
      int rounds, Map<String, List<String>> programs) {
    Map<String, List<ProcessMeasurement>> measured = new LinkedHashMap<>();
    programs.values().forEach(command -> ProcessMeasurement.run(command, environment("")));
    for (int round = 0; round < rounds; round++) {
      programs.forEach(
          (name, command) ->
              measured
                  .computeIfAbsent(name, first -> new ArrayList<>())
                  .add(ProcessMeasurement.run(command, environment(""))));
    }
    return measured;
  }

  /** Median and range of the ratios of adjacent runs. */
  static Ratio ratio(List<ProcessMeasurement> ours, List<ProcessMeasurement> theirs) {
    List<Double> pairs = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      pairs.add(ours.get(i).cpu() / theirs.get(i).cpu());
    }
    pairs.sort(null);
    return new Ratio(pairs.get(pairs.size() / 2), pairs.getFirst(), pairs.getLast());
  }

  record Ratio(double median, double least, double most) {
    @Override
    public String toString() {
      return "%.2f (%.2f to %.2f)".formatted(median, least, most);
    }
  }
}
