// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.records;

/**
 * Thrown for one stored record that cannot be read, or that is too large to be written. Repeating
 * the call does not help, so a caller with other work names the record and goes on. The message is
 * one sentence that names the record and its field.
 */
public final class BadRecord extends RuntimeException {
  private final String sentence;

  public BadRecord(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  public BadRecord(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
