// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The access scopes that the product uses. Without a scope the shop may answer with an error, or
 * with a list that lacks entries: <a
 * href="https://shopify.dev/docs/api/usage/access-scopes">Shopify's access scopes</a>.
 */
public enum ShopScope {
  READ_PRODUCTS(true, "the catalog comes from the shop's variants"),
  READ_INVENTORY(true, "levels are read"),
  WRITE_INVENTORY(true, "stock is published"),
  READ_LOCATIONS(true, "locations that are switched off are left alone"),
  READ_ORDERS(true, "units of orders are not taken for missing stock; without it nothing is set"),
  /** Without it the lists of fulfillment orders are empty, without an error. */
  READ_MERCHANT_MANAGED_FULFILLMENT_ORDERS(
      true, "orders name the location that ships them; without it no number is raised"),
  READ_ASSIGNED_FULFILLMENT_ORDERS(false, "orders that a fulfillment service ships are seen"),
  READ_THIRD_PARTY_FULFILLMENT_ORDERS(
      false, "orders that another app's fulfillment service ships are seen"),
  READ_RETURNS(false, "returned units are counted; without it pairs with returns are not raised"),
  READ_ALL_ORDERS(false, "orders older than 60 days are read until they are closed");

  private final boolean required;
  private final String use;

  ShopScope(boolean required, String use) {
    this.required = required;
    this.use = use;
  }

  /** Shopify's name of the scope. */
  public String handle() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isRequired() {
    return required;
  }

  /** The reason why it is needed, in a few words. */
  public String use() {
    return use;
  }

  /** The scopes that are missing among the granted ones, the required ones first. */
  public static List<ShopScope> missing(Set<String> granted) {
    return Arrays.stream(values()).filter(scope -> !granted.contains(scope.handle())).toList();
  }
}
