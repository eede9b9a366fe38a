// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.journal.AppendOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A second copy of the user attributes and times of all objects, in a file beside them. S3Proxy
 * keeps ETag and metadata in the attributes only, and {@code cp -r} loses these. An attribute of
 * the directory itself tells a copy from the original. At the first start on a copy the attributes
 * are restored from here. Thread-safe.
 */
final class AttributeJournal implements AutoCloseable {
  /** The attribute of the directory that a copy lacks. */
  private static final String COMPLETE = "inventory-attributes";

  // Below this number of outdated records a rewrite costs more than it saves.
  private static final long WORTH_COMPACTING = 1_000;
  private static final String PATH = "path";
  private static final String SIZE = "size";
  private static final String TIME = "time";
  private static final String ATTRIBUTES = "attributes";

  private final Path root;
  private final AppendOnlyFile file;

  private AttributeJournal(Path root, AppendOnlyFile file) {
    this.root = root;
    this.file = file;
  }

  /** Opens the journal of a directory for its only writer, and completes both. */
  static AttributeJournal open(Path root, Path journal) {
    JournalContent content = read(journal);
    if (!isComplete(root)) {
      restore(root, content.records());
      Map<String, String> all = new TreeMap<>();
      forEachObject(root, path -> all.put(name(root, path), record(root, path)));
      AppendOnlyFile.replace(journal, all.values().iterator());
      markComplete(root);
    } else if (content.outdated() > Math.max(WORTH_COMPACTING, content.records().size() / 2)) {
      content.records().keySet().removeIf(name -> !Files.exists(root.resolve(name)));
      AppendOnlyFile.replace(
          journal, content.records().values().stream().map(JsonNode::toString).iterator());
    }
    return new AttributeJournal(root, AppendOnlyFile.open(journal));
  }

  /**
   * Restores the attributes of a copied directory for a reader.
   *
   * @throws IllegalStateException when an object has neither attributes nor a record
   */
  static void restore(Path root, Path journal) {
    if (!isComplete(root)) {
      restore(root, read(journal).records());
    }
  }

  /** Records the attributes of an object that was stored. */
  void stored(String bucket, String key) {
    Path path = root.resolve(bucket).resolve(key);
    if (Files.exists(path)) {
      file.append(record(root, path));
    }
  }

  @Override
  public void close() {
    file.close();
  }

  /** The latest record of each path. */
  private record JournalContent(Map<String, JsonNode> records, long outdated) {}

  private static JournalContent read(Path journal) {
    Map<String, JsonNode> records = new LinkedHashMap<>();
    long[] read = new long[1];
    AppendOnlyFile.read(
        journal,
        (number, record) -> {
          JsonNode node = parsed(journal, number, record);
          records.put(node.path(PATH).textValue(), node);
          read[0]++;
        },
        position -> {});
    return new JournalContent(records, read[0] - records.size());
  }

  private static void restore(Path root, Map<String, JsonNode> records) {
    Map<Path, FileTime> times = new HashMap<>();
    forEachObject(
        root,
        path -> {
          if (attributes(path).isEmpty()) {
            JsonNode record = records.get(name(root, path));
            if (record == null || record.path(SIZE).longValue() != Files.size(path)) {
              throw new IllegalStateException(
                  "%s lost its attributes when the directory was copied; copy it again with cp -a"
                      .formatted(path));
            }
            write(path, record.path(ATTRIBUTES));
            times.put(path, FileTime.fromMillis(record.path(TIME).longValue()));
          }
        });
    for (JsonNode record : records.values()) {
      String name = record.path(PATH).textValue();
      Path folder = root.resolve(name);
      if (name.endsWith("/") && Files.isDirectory(folder)) {
        inFileSystem(() -> write(folder, record.path(ATTRIBUTES)));
      }
    }
    times.forEach((path, time) -> inFileSystem(() -> Files.setLastModifiedTime(path, time)));
  }

  private interface FileAction {
    void run() throws IOException;
  }

  private interface ObjectAction {
    void on(Path path) throws IOException;
  }

  /** Visits all objects, and the folders that were stored as objects. */
  private static void forEachObject(Path root, ObjectAction action) {
    if (!Files.isDirectory(root)) {
      return;
    }
    inFileSystem(
        () ->
            Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                  @Override
                  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                      throws IOException {
                    if (!NotifyingBlobStore.isTemporary(String.valueOf(file.getFileName()))) {
                      action.on(file);
                    }
                    return FileVisitResult.CONTINUE;
                  }

                  @Override
                  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                      throws IOException {
                    boolean bucket = root.equals(directory) || root.equals(directory.getParent());
                    if (!bucket && !attributes(directory).isEmpty()) {
                      action.on(directory);
                    }
                    return FileVisitResult.CONTINUE;
                  }
                }));
  }

  private static String name(Path root, Path path) {
    String name = root.relativize(path).toString();
    return Files.isDirectory(path) ? name + "/" : name;
  }

  private static String record(Path root, Path path) {
    ObjectNode record = JsonCodec.MAPPER.createObjectNode();
    inFileSystem(
        () -> {
          record.put(PATH, name(root, path));
          record.put(SIZE, Files.isDirectory(path) ? 0 : Files.size(path));
          record.put(TIME, Files.getLastModifiedTime(path).toMillis());
          ObjectNode attributes = record.putObject(ATTRIBUTES);
          attributes(path)
              .forEach(
                  (name, value) -> attributes.put(name, Base64.getEncoder().encodeToString(value)));
        });
    return new String(JsonCodec.bytes(record), StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> attributes(Path path) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    Map<String, byte[]> attributes = new TreeMap<>();
    for (String name : view.list()) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      attributes.put(name, value.array());
    }
    return attributes;
  }

  private static void write(Path path, JsonNode attributes) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      view.write(attribute.getKey(), ByteBuffer.wrap(attribute.getValue().binaryValue()));
    }
  }

  private static boolean isComplete(Path root) {
    boolean[] complete = new boolean[1];
    inFileSystem(
        () -> complete[0] = Files.isDirectory(root) && attributes(root).containsKey(COMPLETE));
    return complete[0];
  }

  private static void markComplete(Path root) {
    inFileSystem(() -> view(root).write(COMPLETE, StandardCharsets.UTF_8.encode("1")));
  }

  private static UserDefinedFileAttributeView view(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
  }

  private static void inFileSystem(FileAction action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(Path journal, long number, String record) {
    try {
      return JsonCodec.read(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s, line %d is not a record of attributes: %s"
              .formatted(journal, number, e.getOriginalMessage()),
          e);
    }
  }
}
