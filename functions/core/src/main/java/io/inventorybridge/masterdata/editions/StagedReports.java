// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of the documents about staged editions. Such a document states what an edition would
 * change; the page and the notice are made from it.
 */
public final class StagedReports {
  /** The prefix of the documents. */
  static final String PREFIX = "reports/imports/staged/";

  private static final Pattern KEY =
      Pattern.compile(PREFIX + "([a-z]+)-([0-9]{8}T[0-9]{6}Z-[0-9a-f]{12})\\.json");

  private static final Pattern IMPORTED =
      Pattern.compile("reports/imports/(?:catalog|facilities|rules|settings)-[^/]+\\.json");

  private StagedReports() {}

  static String key(InputKind kind, String id) {
    return PREFIX + kind.word() + "-" + id + ".json";
  }

  /** The key of the page of a document. */
  public static String page(String key) {
    return key.substring(0, key.length() - ".json".length()) + ".html";
  }

  /** Tells whether a key is the key of such a document. */
  public static boolean isStagedReport(String key) {
    return kind(key).isPresent();
  }

  /** Tells whether a key is the key of a report after which other editions may be staged. */
  public static boolean isImportReport(String key) {
    return IMPORTED.matcher(key).matches();
  }

  private static Optional<InputKind> kind(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (InputKind kind : InputKind.values()) {
      if (kind.name().equals(matcher.group(1).toUpperCase(Locale.ROOT))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
