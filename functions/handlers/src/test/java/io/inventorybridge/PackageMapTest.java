// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every package says in its package-info what it may use, and uses that and nothing else. */
class PackageMapTest {
  private static final Path FUNCTIONS = Path.of("..");
  private static final List<String> MODULES = List.of("core", "handlers", "local");
  private static final String ROOT = "io.inventorybridge.";
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?io\\.inventorybridge\\.([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern MAY_USE =
      Pattern.compile("<p>May use: (.*?)\\.\\s*\\*\\s*\\n", Pattern.DOTALL);
  private static final Pattern NAMED = Pattern.compile("\\{@code[\\s*]+([\\w.]+)}");

  private static final Map<String, Set<String>> USED = new TreeMap<>();
  private static final Map<String, Set<String>> ALLOWED = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    Map<Path, String> texts = new TreeMap<>();
    for (String module : MODULES) {
      Path sources = FUNCTIONS.resolve(module).resolve("src/main/java/io/inventorybridge");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          texts.put(sources.relativize(file), Files.readString(file));
        }
      }
    }
    texts.keySet().forEach(file -> USED.put(packageOf(file), new TreeSet<>()));
    texts.forEach(
        (file, text) -> {
          if (file.endsWith("package-info.java")) {
            ALLOWED.put(packageOf(file), allowed(text));
          } else {
            Matcher imports = IMPORT.matcher(text);
            while (imports.find()) {
              String target = packageOf(imports.group(1));
              if (!target.equals(packageOf(file))) {
                USED.get(packageOf(file)).add(target);
              }
            }
          }
        });
  }

  @Test
  void everyPackageIsDescribed() {
    assertThat(ALLOWED.keySet()).isEqualTo(USED.keySet());
  }

  @Test
  void everyPackageUsesOnlyItsDeclaredPackages() {
    assertThat(USED).isEqualTo(ALLOWED);
  }

  @Test
  void packagesFormNoCycleAtAnyDepth() {
    for (int depth = 1; depth <= 4; depth++) {
      int words = depth;
      Map<String, Set<String>> cut = new TreeMap<>();
      USED.forEach(
          (from, targets) ->
              targets.stream()
                  .map(to -> first(words, to))
                  .filter(to -> !to.equals(first(words, from)))
                  .forEach(
                      to ->
                          cut.computeIfAbsent(first(words, from), key -> new TreeSet<>()).add(to)));
      for (String from : cut.keySet()) {
        assertThat(reached(cut, from, new HashSet<>())).as("from %s", from).doesNotContain(from);
      }
    }
  }

  private static Set<String> reached(
      Map<String, Set<String>> arrows, String from, Set<String> seen) {
    for (String to : arrows.getOrDefault(from, Set.of())) {
      if (seen.add(to)) {
        reached(arrows, to, seen);
      }
    }
    return seen;
  }

  private static Set<String> allowed(String text) {
    Matcher line = MAY_USE.matcher(text);
    assertThat(line.find()).as("a line 'May use' in%n%s", text).isTrue();
    return NAMED
        .matcher(line.group(1))
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String packageOf(Path file) {
    return file.getParent().toString().replace('/', '.').replace('\\', '.');
  }

  // The longest package of ours that the name of a type begins with.
  private static String packageOf(String name) {
    String found = name;
    while (!USED.containsKey(found)) {
      assertThat(found).as("a package of %s%s", ROOT, name).contains(".");
      found = found.substring(0, found.lastIndexOf('.'));
    }
    return found;
  }

  private static String first(int words, String name) {
    return Stream.of(name.split("\\.")).limit(words).collect(Collectors.joining("."));
  }
}
