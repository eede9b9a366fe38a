// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps rule books in memory; their files hold nothing but their versions. */
public final class InMemoryRuleBookFormat implements RuleBookFormat {
  private final Map<String, RuleBook> books = new ConcurrentHashMap<>();

  @Override
  public byte[] write(RuleBook book) {
    books.put(book.version(), book);
    return book.version().getBytes(UTF_8);
  }

  @Override
  public RuleBook read(byte[] file) {
    return java.util.Objects.requireNonNull(books.get(new String(file, UTF_8)));
  }
}
