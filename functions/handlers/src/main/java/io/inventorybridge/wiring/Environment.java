// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.page.Console;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that template.yaml sets for the functions, by their names; read nowhere else. A
 * variable that is asked for and not set is an error that names it.
 */
public record Environment(Map<String, String> variables) {
  public static final String BUCKET = "BUCKET";
  public static final String STOCK_TABLE = "STOCK_TABLE";
  public static final String ENTRY_TABLE = "ENTRY_TABLE";
  public static final String FACT_TABLE = "FACT_TABLE";
  public static final String COUNTER_TABLE = "COUNTER_TABLE";
  public static final String PENDING_TABLE = "PENDING_TABLE";
  public static final String ORDER_TABLE = "ORDER_TABLE";
  public static final String FACILITY_ORDER_TABLE = "FACILITY_ORDER_TABLE";
  public static final String DELIVERY_TABLE = "DELIVERY_TABLE";
  public static final String CATALOG_TABLE = "CATALOG_TABLE";
  public static final String FACILITY_TABLE = "FACILITY_TABLE";
  public static final String WAITING_TABLE = "WAITING_TABLE";

  /** The lease of the shop and the calls on their way to it. */
  public static final String SYNC_TABLE = "SYNC_TABLE";

  /** What the shop is known to show. */
  public static final String PUBLISHED_TABLE = "PUBLISHED_TABLE";

  /** How long the originals of deliveries are kept, and so movements that wait. */
  public static final String KEEP_ORIGINALS_DAYS = "KEEP_ORIGINALS_DAYS";

  /** The secret with the tokens of the API. */
  public static final String API_TOKEN_SECRET = "API_TOKEN_SECRET";

  public static final String ACTIVITY_TABLE = "ACTIVITY_TABLE";

  /** The shop's address, such as {@code https://example.myshopify.com}; not set without a shop. */
  public static final String SHOP_URL = "SHOP_URL";

  /** The secret with what admits us to the shop. */
  public static final String SHOP_SECRET = "SHOP_SECRET";

  /** The topic that tells people of deliveries, by its ARN. */
  public static final String NOTICE_TOPIC = "NOTICE_TOPIC";

  /**
   * Where an operator types what a page asks for: on AWS the ARN of the function that takes
   * decisions; here {@code local:} and the directory of the state, which may be missing.
   */
  public static final String CONSOLE = "CONSOLE";

  /** What {@link #CONSOLE} begins with here. */
  public static final String LOCAL = "local:";

  public static final String ENDPOINT = "AWS_ENDPOINT_URL";

  public Environment {
    variables = Collections.unmodifiableMap(variables);
  }

  public static Environment ofThisFunction() {
    return new Environment(System.getenv());
  }

  public String get(String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(name + " must be set");
    }
    return value;
  }

  /** Where an operator types. */
  public Console console() {
    String value = get(CONSOLE);
    if (!value.startsWith(LOCAL)) {
      return new Console.Aws(value, get(BUCKET));
    }
    return new Console.CommandLine(
        Optional.of(value.substring(LOCAL.length())).filter(data -> !data.isEmpty()));
  }

  /** Whether the function uses a table. */
  boolean hasTable() {
    return variables.keySet().stream().anyMatch(name -> name.endsWith("_TABLE"));
  }

  public boolean has(String name) {
    String value = variables.get(name);
    return value != null && !value.isBlank();
  }
}
