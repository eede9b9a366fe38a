// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import io.inventorybridge.local.events.InterruptedStore;
import io.inventorybridge.local.journal.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Layout of a data directory: {@code s3/} (the bucket), {@code objects.journal} (ETags and metadata
 * of the bucket once more), {@code tables.journal}, {@code events.journal}, {@code shop.journal}
 * and {@code shop.address} (the fake shop), {@code dead-letters/}, {@code api-token}, {@code lock}.
 * Only its owner can open it. It may be copied by any tool while no process uses it.
 */
final class DataDirectory implements AutoCloseable {
  private static final Pattern UUID_BEHIND = Pattern.compile("-[0-9a-f-]{36}");
  private static final String SCRATCH = "scratch-";

  private final Path root;
  private final Optional<FileChannel> lock;

  private DataDirectory(Path root, Optional<FileChannel> lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Opens the directory for one writer. The lock is held until the writer's process exits. */
  static DataDirectory openForWriting(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new UnusableData(root + " is not a directory");
    }
    try {
      PrivateFiles.createDirectories(root);
      FileChannel channel = PrivateFiles.openForWriting(root.resolve("lock"));
      if (!locked(channel)) {
        channel.close();
        throw new UnusableData(
            root + " is in use by another process (inventory serve or run); stop that first");
      }
      DataDirectory data = new DataDirectory(root, Optional.of(channel));
      data.removeStaleCopies();
      return data;
    } catch (IOException e) {
      throw new UnusableData(root + " cannot be used: " + e.getMessage());
    }
  }

  /** Opens the directory read-only. */
  static DataDirectory openReadOnly(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    DataDirectory data = new DataDirectory(root, Optional.empty());
    if (!Files.isDirectory(data.objects())) {
      throw new UnusableData(root + " holds no data of an earlier command");
    }
    return data;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path root() {
    return root;
  }

  Path objects() {
    return root.resolve("s3");
  }

  /** The file with the second copy of the objects' attributes. */
  Path attributes() {
    return root.resolve("objects.journal");
  }

  /**
   * The token of the API, generated at first use. Only the owner of the directory can read the
   * file.
   */
  String apiToken() {
    Path file = root.resolve("api-token");
    try {
      String there = Files.exists(file) ? Files.readString(file).strip() : "";
      if (!there.isEmpty()) {
        return there;
      }
      String made = newToken();
      PrivateFiles.createAnew(file);
      Files.writeString(file, made);
      return made;
    } catch (IOException e) {
      throw new UnusableData(file + " cannot be used: " + e.getMessage());
    }
  }

  /** A new random token. */
  static String newToken() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  Path shop() {
    return root.resolve("shop.journal");
  }

  Path tables() {
    return root.resolve("tables.journal");
  }

  /**
   * A copy of all objects. Files are hard-linked where the file system supports it, else copied.
   * Links are safe because the store replaces files and never writes into one.
   */
  Path copyObjects() {
    Path from = objects();
    Path to = root.resolve(SCRATCH + UUID.randomUUID());
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(directory)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Path copy = to.resolve(from.relativize(file));
              try {
                Files.createLink(copy, file);
              } catch (UnsupportedOperationException e) {
                Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
              }
              return FileVisitResult.CONTINUE;
            }
          });
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the half-written file that an interrupted write left beside its object. */
  void removeHalfWritten(InterruptedStore storing) {
    Path object = objects().resolve(storing.bucket()).resolve(storing.key());
    Path name = object.getFileName();
    Path parent = object.getParent();
    if (name == null || parent == null || !Files.isDirectory(parent)) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            parent,
            file -> {
              String it = String.valueOf(file.getFileName());
              return it.startsWith(name.toString())
                  && UUID_BEHIND.matcher(it.substring(name.toString().length())).matches();
            })) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeStaleCopies() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(root, SCRATCH + "*")) {
      for (Path directory : left) {
        // Copies left by a crash are removed after a day. A copy still in use loses only its file
        // names.
        if (Files.getLastModifiedTime(directory).toMillis()
            < System.currentTimeMillis() - 86_400_000L) {
          remove(directory);
        }
      }
    }
  }

  static void remove(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lock.ifPresent(
        channel -> {
          try {
            channel.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
