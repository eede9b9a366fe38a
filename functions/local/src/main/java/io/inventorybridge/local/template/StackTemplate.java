// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.dynamodb.TableDefinition;
import io.inventorybridge.local.permissions.PolicyStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of template.yaml that the local runner builds, resolved to local names. Resources of
 * other types (roles, alarms, queues) exist only in the cloud.
 */
public record StackTemplate(
    List<Bucket> buckets,
    List<TableDefinition> tables,
    List<Function> functions,
    List<StateMachine> stateMachines) {
  /** The region used in ARNs. */
  public static final String REGION = "us-east-1";

  public static final String ACCOUNT = "000000000000";

  public StackTemplate {
    buckets = List.copyOf(buckets);
    tables = List.copyOf(tables);
    functions = List.copyOf(functions);
    stateMachines = List.copyOf(stateMachines);
  }

  /**
   * A bucket.
   *
   * @param eventBridge true if it sends its object events to EventBridge
   */
  public record Bucket(String name, boolean eventBridge) {}

  /**
   * A function.
   *
   * @param name its logical id
   * @param handler the class, without a method
   * @param statements the statements of its role, without those that AWS itself adds
   * @param retries how often an asynchronous call is repeated after a failure
   * @param eventPatterns rules on the default bus
   * @param routes the REST API routes that it answers
   * @param streams the streams of tables that call it
   */
  public record Function(
      String name,
      String handler,
      Map<String, String> environment,
      Duration timeout,
      int memoryMegabytes,
      int retries,
      List<PolicyStatement> statements,
      List<Notification> notifications,
      List<JsonNode> eventPatterns,
      List<BusRule> busRules,
      List<Route> routes,
      List<TableStream> streams) {
    public Function {
      routes = List.copyOf(routes);
      streams = List.copyOf(streams);
      environment = Map.copyOf(environment);
      statements = List.copyOf(statements);
      notifications = List.copyOf(notifications);
      busRules = List.copyOf(busRules);
      eventPatterns = List.copyOf(eventPatterns);
    }

    /** A copy with another value of a variable. */
    public Function with(String variable, String value) {
      Map<String, String> other = new HashMap<>(environment);
      other.put(variable, value);
      return with(other, timeout);
    }

    /** A copy with another time limit. */
    public Function within(Duration limit) {
      return with(environment, limit);
    }

    private Function with(Map<String, String> variables, Duration limit) {
      return new Function(
          name,
          handler,
          variables,
          limit,
          memoryMegabytes,
          retries,
          statements,
          notifications,
          eventPatterns,
          busRules,
          routes,
          streams);
    }
  }

  /**
   * The stream of a table to a function.
   *
   * @param patterns the records that the function gets match one of them
   * @param retries how often a call is repeated after a failure
   */
  public record TableStream(String table, List<JsonNode> patterns, int retries) {
    public TableStream {
      patterns = List.copyOf(patterns);
    }
  }

  /** A rule on a bus that the template declares. */
  public record BusRule(String bus, JsonNode pattern) {}

  /**
   * A route of a REST API.
   *
   * @param method in capitals; ANY for all
   * @param path with a leading slash, without the stage
   */
  public record Route(String stage, String method, String path) {}

  /**
   * A bucket notification.
   *
   * @param events such as {@code s3:ObjectCreated:*}
   */
  public record Notification(String bucket, List<String> events, String prefix, String suffix) {
    public Notification {
      events = List.copyOf(events);
    }
  }

  /**
   * A state machine.
   *
   * @param name its logical id
   * @param source where the definition was read, for messages
   * @param definition Amazon States Language, with its substitutions applied
   * @param eventPatterns the EventBridge patterns that start it
   */
  public record StateMachine(
      String name, String source, JsonNode definition, List<JsonNode> eventPatterns) {
    public StateMachine {
      eventPatterns = List.copyOf(eventPatterns);
    }
  }
}
