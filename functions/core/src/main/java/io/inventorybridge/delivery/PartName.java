// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a part of a delivery; {@code part-0001.csv} is the first. Its reset file and its
 * variance file have the same name.
 *
 * @param number from 1
 */
public record PartName(int number) implements Comparable<PartName> {
  private static final Pattern FORM = Pattern.compile("part-(\\d{4,9})\\.csv");

  public PartName {
    if (number < 1) {
      throw new IllegalArgumentException("parts are counted from 1: " + number);
    }
  }

  public static PartName parse(String written) {
    Matcher form = FORM.matcher(written);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + written + "' is not the name of a part");
    }
    return new PartName(Integer.parseInt(form.group(1)));
  }

  /** Tells whether a text is the name of a part. */
  public static boolean isPartName(String text) {
    return FORM.matcher(text).matches() && !text.startsWith("part-0000.");
  }

  @Override
  public int compareTo(PartName other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "part-%04d.csv".formatted(number);
  }
}
