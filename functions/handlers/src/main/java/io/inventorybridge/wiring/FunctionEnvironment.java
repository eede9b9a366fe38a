// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.reporting.page.OperatorCommands;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that template.yaml sets for the functions. All access to variables is here. Reading
 * a variable that is not set is an error that names it.
 */
public record FunctionEnvironment(Map<String, String> variables) {
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

  /** The lease of the shop and the outbox. */
  public static final String SYNC_TABLE = "SYNC_TABLE";

  /** The publication state of each pair. */
  public static final String PUBLISHED_TABLE = "PUBLISHED_TABLE";

  /** Retention of original deliveries in days, also of waiting movements. */
  public static final String KEEP_ORIGINALS_DAYS = "KEEP_ORIGINALS_DAYS";

  /** The secret with the API tokens. */
  public static final String API_TOKEN_SECRET = "API_TOKEN_SECRET";

  public static final String ACTIVITY_TABLE = "ACTIVITY_TABLE";

  /** The shop's address, such as {@code https://example.myshopify.com}; not set without a shop. */
  public static final String SHOP_URL = "SHOP_URL";

  /** The secret with the credentials for the shop. */
  public static final String SHOP_SECRET = "SHOP_SECRET";

  /** The ARN of the topic for delivery notices. */
  public static final String NOTICE_TOPIC = "NOTICE_TOPIC";

  /**
   * The operator console that pages refer to: on AWS the ARN of the decision function; locally
   * {@code local:} and the data directory, which may be missing.
   */
  public static final String CONSOLE = "CONSOLE";

  /** The state machine that pages tell an operator to start, by its ARN; unused locally. */
  public static final String UNDO = "UNDO";

  /** The ARN of the function that carries out decisions about inputs. */
  public static final String INPUT_CONSOLE = "INPUT_CONSOLE";

  /** Prefix of a local {@link #CONSOLE}. */
  public static final String LOCAL = "local:";

  public static final String ENDPOINT = "AWS_ENDPOINT_URL";

  public FunctionEnvironment {
    variables = Collections.unmodifiableMap(variables);
  }

  public static FunctionEnvironment ofThisFunction() {
    return new FunctionEnvironment(System.getenv());
  }

  public String get(String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(name + " must be set");
    }
    return value;
  }

  /** The operator console. */
  public OperatorCommands console() {
    String value = get(CONSOLE);
    String undo = get(UNDO);
    String inputs = has(INPUT_CONSOLE) ? get(INPUT_CONSOLE) : "";
    if (!value.startsWith(LOCAL)) {
      return new OperatorCommands.Aws(value, undo, inputs, get(BUCKET));
    }
    return new OperatorCommands.CommandLine(
        Optional.of(value.substring(LOCAL.length())).filter(data -> !data.isEmpty()));
  }

  /** True if the function uses this table. */
  boolean hasTable() {
    return variables.keySet().stream().anyMatch(name -> name.endsWith("_TABLE"));
  }

  public boolean has(String name) {
    String value = variables.get(name);
    return value != null && !value.isBlank();
  }
}
