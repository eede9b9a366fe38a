// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources used by a whole process.
 *
 * @param cpu user and system seconds, as the shell's {@code times} counts those of its children
 * @param rss peak memory in millions of bytes, sampled every few milliseconds; 0 where there is no
 *     /proc
 * @param output the process's standard output
 */
record ProcessMeasurement(double cpu, double wall, double rss, String output) {
  private static final Pattern CHILDREN =
      Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final long INTERVAL = 5;

  /** Runs a command through a shell that prints its resource usage. */
  static ProcessMeasurement run(List<String> command, Map<String, String> environment) {
    List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" && times", "sh"));
    shell.addAll(command);
    try {
      Path printed = Files.createTempFile("bench", ".txt");
      ProcessBuilder builder = new ProcessBuilder(shell).redirectErrorStream(true);
      builder.redirectOutput(printed.toFile());
      builder.environment().putAll(environment);
      long began = System.nanoTime();
      Process process = builder.start();
      double peak = 0;
      List<ProcessHandle> measured = List.of();
      while (!process.waitFor(INTERVAL, TimeUnit.MILLISECONDS)) {
        if (measured.isEmpty()) {
          measured = process.children().toList();
        }
        peak =
            Math.max(peak, measured.stream().mapToDouble(ProcessMeasurement::peak).max().orElse(0));
      }
      double wall = (System.nanoTime() - began) / 1e9;
      String output = Files.readString(printed, StandardCharsets.UTF_8);
      Files.delete(printed);
      Matcher children = CHILDREN.matcher(output);
      if (process.exitValue() != 0 || !children.find()) {
        throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
      }
      return new ProcessMeasurement(
          seconds(children, 1) + seconds(children, 3), wall, peak, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static double median(List<ProcessMeasurement> runs, ToDoubleFunction<ProcessMeasurement> figure) {
    return median(runs.stream().map(figure::applyAsDouble).toList());
  }

  static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  private static double seconds(Matcher children, int minutes) {
    return 60 * Double.parseDouble(children.group(minutes))
        + Double.parseDouble(children.group(minutes + 1));
  }

  // The file disappears when the process ends.
  private static double peak(ProcessHandle process) {
    try {
      Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc", "" + process.pid(), "status")));
      return peak.find() ? Long.parseLong(peak.group(1)) * 1024 / 1e6 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
