// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.files.FileStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Editions by number: a file holds the number of what was written. Thread-safe. */
public final class InMemoryEditionListFormat implements EditionListFormat {
  private final Map<String, Object> written = new ConcurrentHashMap<>();

  /** A gate on these files, whose editions are kept in memory. */
  public static EditionGate gate(FileStore files, InstantSource clock) {
    return new EditionGate(
        new EditionLog(files, new InMemoryEditionListFormat(), BackoffPolicy.NONE), clock);
  }

  @Override
  public byte[] write(EditionList list) {
    return keep(list);
  }

  @Override
  public EditionList read(byte[] file) {
    return (EditionList) find(file);
  }

  @Override
  public byte[] document(InputEdition edition) {
    return keep(edition);
  }

  @Override
  public InputEdition readDocument(byte[] file) {
    return (InputEdition) find(file);
  }

  private synchronized byte[] keep(Object value) {
    String name = Integer.toString(written.size());
    written.put(name, value);
    return name.getBytes(UTF_8);
  }

  private Object find(byte[] file) {
    return Objects.requireNonNull(written.get(new String(file, UTF_8)));
  }
}
