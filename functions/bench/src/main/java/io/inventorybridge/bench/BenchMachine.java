// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import io.inventorybridge.bench.peers.HashingFloor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine of a run. */
final class BenchMachine {
  /** Finds line feeds as fast as the C library; prints the CPU seconds of each pass. */
  private static final String MEMCHR =
      """
      #include <fcntl.h>
      #include <stdio.h>
      #include <string.h>
      #include <time.h>
      #include <unistd.h>

      static char piece[1 << 18];

      static double cpu(void) {
        struct timespec now;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return now.tv_sec + now.tv_nsec / 1e9;
      }

      int main(int count, char **files) {
        long lines = 0;
        for (int pass = 0; count == 2 && pass < 10; pass++) {
          double began = cpu();
          int file = open(files[1], O_RDONLY);
          for (ssize_t got; (got = read(file, piece, sizeof piece)) > 0;)
            for (char *at = piece, *feed; (feed = memchr(at, '\\n', piece + got - at)); at = feed + 1) lines++;
          close(file);
          printf("%.3f\\n", cpu() - began);
        }
        return lines == 0;
      }
      """;

  private static final Pattern MODEL = Pattern.compile("model name\\s*: (.*)");
  private static final Pattern SECONDS = Pattern.compile("(?m)^[0-9]+\\.[0-9]+$");

  private BenchMachine() {}

  /** The reference for the scanner's steady state. */
  record Reference(String name, double seconds) {}

  static String described() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    Matcher model = MODEL.matcher(Files.exists(cpus) ? Files.readString(cpus) : "");
    return "%s, %d cores, %s %s"
        .formatted(
            model.find() ? model.group(1) : System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  /** The version of a library on the class path, from the name of its jar. */
  static String version(String library) {
    String[] jars = System.getProperty("java.class.path").split(File.pathSeparator);
    return Arrays.stream(jars)
        .map(jar -> Path.of(jar).getFileName().toString())
        .filter(name -> name.startsWith(library + "-"))
        .map(name -> name.substring(library.length() + 1, name.length() - ".jar".length()))
        .findFirst()
        .orElse("?");
  }

  /** A pass of memchr in C, or of the JVM if there is no C compiler. */
  static Reference memchr(MeasuredPrograms programs, Path file, Path directory) throws IOException {
    Path source = directory.resolve("memchr.c");
    Path program = directory.resolve("memchr");
    Files.writeString(source, MEMCHR);
    if (!has("cc")) {
      return new Reference("read-and-newline pass of the JVM (no `cc` here)", jvmPass(file));
    }
    ProcessMeasurement.run(
        List.of("cc", "-O2", "-o", program.toString(), source.toString()), Map.of());
    ProcessMeasurement run =
        ProcessMeasurement.run(programs.pinned(program.toString(), file.toString()), Map.of());
    return new Reference("read and memchr in C", median(run.output()));
  }

  /** The median of the printed seconds, one per line, of the warm half. */
  static double median(String output) {
    double[] all =
        SECONDS
            .matcher(output)
            .results()
            .mapToDouble(found -> Double.parseDouble(found.group()))
            .toArray();
    double[] warm = Arrays.copyOfRange(all, all.length / 2, all.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  /** True if a process can be pinned to one core. */
  static boolean canPin() {
    return has("taskset");
  }

  private static boolean has(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static double jvmPass(Path file) throws IOException {
    return HashingFloor.warmSeconds(file);
  }
}
