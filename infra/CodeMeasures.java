// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures how a checkout reads: names, packages, and sentences against the style guide.
 *
 * <p>Run it with {@code java infra/CodeMeasures.java [CHECKOUT]}; it needs a JDK 21 and nothing
 * else. It reads files only. Types and imports are found by text, so it also measures a checkout
 * that does not compile.
 */
final class CodeMeasures {
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(io\\.inventorybridge\\.[\\w.]+);", Pattern.MULTILINE);
  private static final Pattern ONE_WORD = Pattern.compile("[A-Z][a-z0-9]*");
  private static final Pattern OPENING = Pattern.compile("\\b(What|Whoever|Whatever|Nobody)\\b");
  private static final Pattern IS_NO = Pattern.compile("(?<![Tt]here )\\bis no\\b");
  private static final Pattern WORDS =
      Pattern.compile(
          "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final List<String> PROSE = List.of(".md", ".jte", ".yaml", ".yml", ".sh", ".xml");

  /** A Java file: its package, its type, and what it imports of ours. */
  private record SourceFile(
      Path path, String module, boolean main, String pkg, String type, String text) {}

  private CodeMeasures() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args.length > 0 ? args[0] : ".");
    List<SourceFile> sources = new ArrayList<>();
    List<Path> prose = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(path).toString();
        if (name.contains("target/")
            || name.startsWith(".git/")
            || name.endsWith("CodeMeasures.java")) {
          continue;
        }
        if (name.endsWith(".java")) {
          sources.add(source(path, name));
        } else if (PROSE.stream().anyMatch(name::endsWith)) {
          prose.add(path);
        }
      }
    }
    names(sources);
    packages(sources);
    System.out.printf("lines of README.md               %d%n", lines(root.resolve("README.md")));
    sentences(sources, prose);
  }

  private static SourceFile source(Path path, String name) throws IOException {
    String text = Files.readString(path);
    Matcher matcher = PACKAGE.matcher(text);
    String type = path.getFileName().toString().replace(".java", "");
    return new SourceFile(
        path,
        name.split("/")[1],
        name.contains("/src/main/"),
        matcher.find() ? matcher.group(1) : "",
        type,
        text);
  }

  private static void names(List<SourceFile> sources) {
    long types = 0;
    long oneWord = 0;
    Map<String, Integer> uses = new TreeMap<>();
    for (SourceFile source : sources) {
      if (source.type().equals("package-info")) {
        continue;
      }
      uses.merge(source.type(), 1, Integer::sum);
      if (source.main() && !source.module().equals("bench")) {
        types++;
        oneWord += ONE_WORD.matcher(source.type()).matches() ? 1 : 0;
      }
    }
    List<String> twice =
        uses.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).toList();
    System.out.printf(
        "one-word top-level types         %d of %d in src/main, %.1f %%%n",
        oneWord, types, 100.0 * oneWord / types);
    System.out.printf(
        "top-level names used twice       %d %s%n", twice.size(), twice.isEmpty() ? "" : twice);
  }

  private static void packages(List<SourceFile> sources) {
    Set<String> packages = new TreeSet<>();
    Set<String> described = new HashSet<>();
    Map<String, Set<String>> arrows = new TreeMap<>();
    List<SourceFile> main =
        sources.stream().filter(s -> s.main() && !s.module().equals("bench")).toList();
    main.forEach(s -> packages.add(s.pkg()));
    for (SourceFile source : main) {
      if (source.type().equals("package-info")) {
        described.add(source.pkg());
      }
      Matcher matcher = IMPORT.matcher(source.text());
      while (matcher.find()) {
        String target = matcher.group(1);
        while (!packages.contains(target) && target.contains(".")) {
          target = target.substring(0, target.lastIndexOf('.'));
        }
        if (packages.contains(target) && !target.equals(source.pkg())) {
          arrows.computeIfAbsent(source.pkg(), key -> new TreeSet<>()).add(target);
        }
      }
    }
    List<Set<String>> groups = cycles(arrows);
    System.out.printf(
        "packages in src/main             %d, with package-info %d%n",
        packages.size(), described.size());
    System.out.printf(
        "cyclic groups of packages        %d %s%n", groups.size(), groups.isEmpty() ? "" : groups);
    for (int depth = 1; depth <= 4; depth++) {
      Map<String, Set<String>> coarse = new TreeMap<>();
      for (Map.Entry<String, Set<String>> arrow : arrows.entrySet()) {
        for (String target : arrow.getValue()) {
          String from = prefix(arrow.getKey(), depth);
          String to = prefix(target, depth);
          if (!from.equals(to)) {
            coarse.computeIfAbsent(from, key -> new TreeSet<>()).add(to);
          }
        }
      }
      List<Set<String>> found = cycles(coarse);
      System.out.printf(
          "  cut at depth %d                 %d %s%n",
          depth, found.size(), found.isEmpty() ? "" : found);
    }
  }

  // The first words of a package below io.inventorybridge.
  private static String prefix(String pkg, int depth) {
    String[] words = pkg.split("\\.");
    return String.join(".", List.of(words).subList(0, Math.min(words.length, 2 + depth)));
  }

  /** Groups in which each package reaches each other one, by the smallest name first. */
  private static List<Set<String>> cycles(Map<String, Set<String>> arrows) {
    Map<String, Set<String>> reached = new HashMap<>();
    for (String from : arrows.keySet()) {
      Set<String> seen = new TreeSet<>();
      Deque<String> open = new ArrayDeque<>(arrows.get(from));
      while (!open.isEmpty()) {
        String next = open.pop();
        if (seen.add(next)) {
          open.addAll(arrows.getOrDefault(next, Set.of()));
        }
      }
      reached.put(from, seen);
    }
    Set<Set<String>> groups = new HashSet<>();
    reached.forEach(
        (from, seen) -> {
          if (seen.contains(from)) {
            Set<String> group = new TreeSet<>();
            seen.stream()
                .filter(to -> reached.getOrDefault(to, Set.of()).contains(from))
                .forEach(group::add);
            groups.add(group);
          }
        });
    return groups.stream().sorted(Comparator.comparing(Object::toString)).toList();
  }

  private static void sentences(List<SourceFile> sources, List<Path> prose) throws IOException {
    Map<String, Long> openings = new TreeMap<>();
    long isNo = 0;
    List<String> texts = new ArrayList<>();
    for (SourceFile source : sources) {
      Matcher matcher = WORDS.matcher(source.text());
      while (matcher.find()) {
        texts.add(matcher.group());
      }
    }
    for (Path path : prose) {
      texts.add(Files.readString(path));
    }
    for (String text : texts) {
      Matcher matcher = OPENING.matcher(text);
      while (matcher.find()) {
        openings.merge(matcher.group(1), 1L, Long::sum);
      }
      isNo += IS_NO.matcher(text).results().count();
    }
    System.out.printf("sentences that open with         %s%n", openings);
    System.out.printf("\"is no\", but for \"there is no\"   %d%n", isNo);
  }

  private static long lines(Path path) throws IOException {
    try (Stream<String> lines = Files.lines(path)) {
      return lines.count();
    }
  }
}
