// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An order version: the whole order as of {@code lastUpdated}. Versions arrive in any order, late
 * and more than once. The newest one decides; at equal time the one with the greater digest of its
 * canonical content does, so that the order of arrival does not matter.
 *
 * @param channel such as {@code SHOPIFY}; empty when not given
 */
public record OrderVersion(
    String orderId,
    Optional<String> channel,
    Optional<String> shopifyOrderId,
    OrderStatus status,
    Instant lastUpdated,
    Optional<Instant> completedAt,
    Optional<Instant> reportedAt,
    List<Item> items) {

  public OrderVersion {
    items = List.copyOf(items);
  }

  /** The completion time of the whole order: COMPLETED without completedAt means lastUpdated. */
  public Optional<Instant> wholeCompletion() {
    return status == OrderStatus.COMPLETED
        ? Optional.of(completedAt.orElse(lastUpdated))
        : Optional.empty();
  }

  /** The last stated completion among the completed items. */
  public Optional<Instant> lastItemCompletion() {
    return items.stream()
        .filter(item -> item.status() == ItemStatus.COMPLETED)
        .flatMap(item -> item.completedAt().stream())
        .max(Comparator.naturalOrder());
  }

  public Stamp stamp() {
    return new Stamp(lastUpdated, ContentDigest.sha256(content().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The canonical content: every field in declared order, items by sequence id. Two versions with
   * the same facts have the same content, regardless of their notation.
   */
  public String content() {
    StringBuilder content = new StringBuilder();
    field(content, channel);
    field(content, shopifyOrderId);
    field(content, Optional.of(status));
    field(content, completedAt);
    field(content, reportedAt);
    items.stream().sorted(Comparator.comparing(Item::seqId)).forEach(item -> item.field(content));
    return content.toString();
  }

  // Prefixed with its length, so that a text cannot look like two fields.
  private static void field(StringBuilder content, Optional<?> value) {
    String text = value.map(Object::toString).orElse("");
    content.append(value.isPresent() ? text.length() : -1).append(':').append(text);
  }

  /**
   * One line of an order.
   *
   * @param upc empty when the identifier is not a UPCA (a gift card, a service): the line is part
   *     of the order but has no stock
   * @param quantity net of canceled units, not negative
   * @param facility empty when no store holds it
   */
  public record Item(
      String seqId,
      Optional<CanonicalUpc> upc,
      StockQuantity quantity,
      Optional<FacilityId> facility,
      ItemStatus status,
      Optional<Instant> completedAt,
      Optional<Instant> reportedAt,
      ShopifyItem shopify) {
    private static final int LONGEST_FACT_ID = 37;
    private static final int KEPT = 20;
    private static final int DIGITS = 16;

    /**
     * The id of the line in the facts of a key, which have room for 5,000 of them: a longer one is
     * its beginning and a digest.
     */
    String factId() {
      if (seqId.length() <= LONGEST_FACT_ID) {
        return seqId;
      }
      int end = Character.isHighSurrogate(seqId.charAt(KEPT - 1)) ? KEPT - 1 : KEPT;
      String digest = ContentDigest.sha256(seqId.getBytes(StandardCharsets.UTF_8));
      return seqId.substring(0, end) + "~" + digest.substring(0, DIGITS);
    }

    private void field(StringBuilder content) {
      for (Optional<?> value :
          List.<Optional<?>>of(
              Optional.of(seqId),
              upc,
              Optional.of(quantity.units()),
              facility,
              Optional.of(status),
              completedAt,
              reportedAt,
              shopify.inventoryItemId(),
              shopify.locationId(),
              shopify.taken(),
              shopify.restocked())) {
        OrderVersion.field(content, value);
      }
    }
  }

  /** Shopify's data of a line; used by publishing. */
  public record ShopifyItem(
      Optional<String> inventoryItemId,
      Optional<String> locationId,
      Optional<StockQuantity> taken,
      Optional<StockQuantity> restocked) {
    public static final ShopifyItem NONE =
        new ShopifyItem(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The rank of a version among those of its order: by time, and at equal time by content.
   *
   * @param content SHA-256 of the canonical content, in hex: a compact total order
   */
  public record Stamp(Instant lastUpdated, String content) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER =
        Comparator.comparing(Stamp::lastUpdated).thenComparing(Stamp::content);

    @Override
    public int compareTo(Stamp other) {
      return ORDER.compare(this, other);
    }
  }
}
