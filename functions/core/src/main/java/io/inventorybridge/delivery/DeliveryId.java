// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a delivery: snapshot time, source and content hash, as {@code
 * 20261124T070000Z-sv-0123456789ab}. Ids sort by snapshot time, also as text. The same file has
 * another id, ending in {@code -r2}, after its delivery was undone.
 */
public record DeliveryId(String value) implements Comparable<DeliveryId> {
  /** The hex digits of the content's SHA-256 in an id: 48 bits tell the files of a day apart. */
  public static final int HEX_DIGITS = 12;

  private static final Pattern FORM =
      Pattern.compile(
          "\\d{8}T\\d{6}Z-([A-Za-z0-9][A-Za-z0-9._-]*)-[0-9a-f]{12}(?:-r[1-9][0-9]{0,3})?(?:-b[0-9a-f]{24})?");
  private static final Pattern WITHIN =
      Pattern.compile(
          "\\d{8}T\\d{6}Z-[A-Za-z0-9][A-Za-z0-9._-]*?-[0-9a-f]{12}(?:-r[1-9][0-9]{0,3})?(?:-b[0-9a-f]{24})?(?![0-9a-f])");
  private static final String BACKFILL = "-b";
  private static final Pattern OF_BACKFILL =
      Pattern.compile("(.*-[0-9a-f]{12}(?:-r[1-9][0-9]{0,3})?)" + BACKFILL + "([0-9a-f]{24})");
  private static final String ROUND = "-r";
  private static final Pattern OF_ROUND = Pattern.compile("(.*-[0-9a-f]{12})" + ROUND + "(\\d+)");
  private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public DeliveryId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not the id of a delivery");
    }
  }

  /**
   * Builds the id of a delivery.
   *
   * @param snapshot cut off to the second
   * @param sha256 of the object's bytes as they were dropped, in hex
   */
  public static DeliveryId of(Instant snapshot, String source, String sha256) {
    return new DeliveryId(basic(snapshot) + "-" + source + "-" + sha256.substring(0, HEX_DIGITS));
  }

  /** Tells whether a text is the id of a delivery. */
  public static boolean isDeliveryId(String text) {
    return FORM.matcher(text).matches();
  }

  /** Finds the id in the name of a file that was made from a delivery. */
  public static Optional<DeliveryId> findIn(String name) {
    Matcher found = WITHIN.matcher(name);
    return found.find() ? Optional.of(new DeliveryId(found.group())) : Optional.empty();
  }

  /** Tells whether a source may have this name, which becomes a part of keys and ids. */
  public static boolean isSource(String name) {
    return SOURCE.matcher(name).matches();
  }

  /** Formats a time as it is written in ids and names: {@code 20261124T070000Z}. */
  public static String basic(Instant time) {
    return BASIC.format(time);
  }

  /** The id of a backfill of this delivery's original; it sorts right after this delivery. */
  public DeliveryId backfill(String version) {
    return new DeliveryId(original() + BACKFILL + version);
  }

  /**
   * The id of the same file when it is taken in once more after an undo: its ranks are new, and the
   * rows of the earlier round stay void.
   *
   * @param number 1 for the first time, which has no suffix
   */
  public DeliveryId round(int number) {
    Matcher form = OF_ROUND.matcher(value);
    String first = form.matches() ? form.group(1) : value;
    return new DeliveryId(number == 1 ? first : first + ROUND + number);
  }

  /** How often the file was taken in by this id: 1, and one more after each undo. */
  public int round() {
    Matcher form = OF_ROUND.matcher(original().value);
    return form.matches() ? Integer.parseInt(form.group(2)) : 1;
  }

  public boolean isBackfill() {
    return !original().equals(this);
  }

  /** The delivery that this backfills; this delivery itself if it is not a backfill. */
  public DeliveryId original() {
    Matcher form = OF_BACKFILL.matcher(value);
    return form.matches() ? new DeliveryId(form.group(1)) : this;
  }

  /** The version for which a backfill was made; empty for any other delivery. */
  public Optional<String> backfillVersion() {
    Matcher form = OF_BACKFILL.matcher(value);
    return form.matches() ? Optional.of(form.group(2)) : Optional.empty();
  }

  /** The snapshot time, cut off to the second. */
  public Instant snapshot() {
    return BASIC.parse(value.substring(0, value.indexOf('-')), Instant::from);
  }

  public String source() {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      throw new IllegalStateException(value);
    }
    return form.group(1);
  }

  @Override
  public int compareTo(DeliveryId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
