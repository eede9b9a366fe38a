// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The documents to send, each in a file with the operation's name. */
public enum GraphQlOperation {
  INVENTORY_ADJUST("mutations/InventoryAdjust"),
  INVENTORY_SET("mutations/InventorySet"),
  INVENTORY_ACTIVATE("mutations/InventoryActivate"),
  BULK_QUERY_START("mutations/BulkQueryStart"),
  BULK_QUERY_STATE("queries/BulkQueryState"),
  LEVELS_AT_LOCATION("queries/LevelsAtLocation"),
  LOCATIONS("queries/Locations"),
  PERMISSIONS("queries/Permissions"),
  ORDER_REFUNDS("queries/OrderRefunds"),
  REFUND_LINES("queries/RefundLines"),
  ORDER_RETURNS("queries/OrderReturns"),
  RETURNED_LINES("queries/ReturnedLines"),
  /** The following are sent only as the text of a bulk query. */
  ALL_VARIANTS("bulk/AllVariants"),
  ALL_LEVELS("bulk/AllLevels"),
  ORDERS_SINCE("bulk/OrdersSince"),
  FULFILMENTS_SINCE("bulk/FulfilmentsSince");

  /** The API version that all documents are written for. */
  public static final String API_VERSION = "2026-10";

  private final String file;
  private final String document;

  GraphQlOperation(String path) {
    this.file = path + ".graphql";
    this.document = read(file);
  }

  /** The resource of its document, relative to this class. */
  public String file() {
    return file;
  }

  public String document() {
    return document;
  }

  private static String read(String file) {
    try (InputStream in = GraphQlOperation.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not packed");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
