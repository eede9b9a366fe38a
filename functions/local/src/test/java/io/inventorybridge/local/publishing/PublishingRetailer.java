// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.inventorybridge.handlers.UpdateInventoryHandler;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FaultPlan;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.local.statemachine.TaskInvoker;
import io.inventorybridge.shopify.AccessToken;
import io.inventorybridge.shopify.GraphQlClient;
import io.inventorybridge.shopify.RetryBudget;
import io.inventorybridge.shopify.ShopifyShop;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionPorts;
import io.inventorybridge.wiring.FunctionWiring;
import io.inventorybridge.wiring.InMemoryFunctionPorts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An installation with its stock in memory and the fake shop, called by the real client over its
 * API; all waiting is virtual time. One thread.
 */
final class PublishingRetailer {
  static final ShopLocationId HERE = new ShopLocationId("7001");

  private static final URI SHOP = URI.create("https://shop.invalid");
  private static final String TOKEN = "the-token-of-the-tills";
  final VirtualClock clock = new VirtualClock("2026-11-24T00:00:00Z");
  final FakeShop shop = new FakeShop(clock, Duration.ofSeconds(30));
  final MeteredTransport requests;
  private final FunctionPorts ports;
  private final WiredFunctions functions;

  /**
   * @param latency of each request to the shop
   * @param bulkTime of a bulk operation of the shop
   */
  PublishingRetailer(Duration latency, Duration bulkTime) {
    this(latency, ApiOptions.DEFAULTS.withBulkTime(bulkTime));
  }

  /**
   * @param latency of each request to the shop
   * @param options of the shop, such as the scopes of the app
   */
  PublishingRetailer(Duration latency, ApiOptions options) {
    FakeShopify shopify = new FakeShopify(shop, options, FaultPlan.NEVER);
    requests = new MeteredTransport(shopify, clock, latency);
    InMemoryFunctionPorts store = new InMemoryFunctionPorts(clock);
    store.tokens().rotate(TOKEN, "");
    ports = with(store, client());
    functions = new WiredFunctions(wiring(ports));
    shop.open(HERE, "Everything");
  }

  private OnlineShop client() {
    return new ShopifyShop(
        new GraphQlClient(
            requests,
            SHOP,
            new AccessToken.StoredToken(ApiOptions.DEFAULTS::token),
            RetryBudget.DEFAULT,
            clock::pass,
            clock,
            differs -> {
              throw new IllegalStateException(differs.toString());
            }));
  }

  private static FunctionPorts with(FunctionPorts ports, OnlineShop shop) {
    return (FunctionPorts)
        Proxy.newProxyInstance(
            FunctionPorts.class.getClassLoader(),
            new Class<?>[] {FunctionPorts.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("shop") ? shop : method.invoke(ports, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The functions on other ports, such as ports that run work at every call. */
  FunctionWiring wiring(FunctionPorts seen) {
    return new FunctionWiring(
        new FunctionEnvironment(Map.of(FunctionEnvironment.SHOP_URL, SHOP.toString())),
        seen,
        BoundedParallelism.ONE,
        attempt -> clock.pass(Duration.ofMillis(100)),
        attempt -> clock.pass(Duration.ofSeconds(Math.min(attempt, 5))),
        clock);
  }

  FunctionPorts ports() {
    return ports;
  }

  WiredFunctions functions() {
    return functions;
  }

  /** Stores a file. */
  void store(String key, String content, Map<String, String> metadata) {
    clock.pass(Duration.ofSeconds(1));
    ports.files().put(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), metadata);
  }

  /** Stores a file and runs the function that handles it. */
  void drop(String key, String content) {
    store(key, content, Map.of());
    functions.stored(key);
  }

  void settings(String json) {
    store("settings/in-force/installation.json", json, Map.of());
  }

  /** A till reports the sale of one unit, now. */
  void till(String facility, String upca, String event) {
    String body =
        """
        {"facilityId":"%s","availableDelta":-1,"idType":"UPCA","idValue":"%s",\
        "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE","eventId":"%s","eventTime":"%s"}\
        """
            .formatted(facility, upca, event, clock.instant());
    int status =
        new UpdateInventoryHandler(wiring(ports))
            .handleRequest(
                new APIGatewayProxyRequestEvent()
                    .withHttpMethod("POST")
                    .withHeaders(Map.of("Authorization", "Bearer " + TOKEN))
                    .withBody(body),
                WiredInvocation.beginning("UpdateInventory", clock))
            .getStatusCode();
    if (status != 200) {
      throw new IllegalStateException("the till was refused: " + status);
    }
  }

  /**
   * Filters a delivery; returns the keys of its parts' variance files, which wait for the state
   * machine.
   */
  List<String> deliver(String folder, String snapshot, String csv, WiredFunctions by) {
    String key = "incoming/" + folder + "/" + snapshot.replace(":", "") + ".csv";
    store(key, csv, Map.of("snapshot-time", snapshot));
    List<StoredFile> before = ports.files().list("reset/");
    by.stored(key);
    List<String> variances = new ArrayList<>();
    for (StoredFile part : ports.files().list("reset/")) {
      if (!before.contains(part)) {
        by.stored(part.key());
        variances.add(part.key().replaceFirst("reset/", "variance/"));
      }
    }
    return variances;
  }

  /** Filters and settles a delivery. */
  void deliverAndSettle(String folder, String snapshot, String csv) {
    for (String variance : deliver(folder, snapshot, csv, functions)) {
      settle(variance, (task, input) -> functions.call(task, map(input)));
    }
  }

  /** Runs the state machine for a part. */
  void settle(String variance, TaskInvoker tasks) {
    StateMachineInterpreter.ExecutionOutcome outcome =
        new ClockedMachine("reset-before-variance", clock, tasks)
            .run(
                variance,
                Map.of("id", variance, "detail", Map.of("object", Map.of("key", variance))));
    if (!(outcome instanceof StateMachineInterpreter.Succeeded)) {
      throw new IllegalStateException("the part was not settled: " + outcome);
    }
  }

  @SuppressWarnings("unchecked") // the arguments in the definitions are objects
  static Map<String, Object> map(Object input) {
    return (Map<String, Object>) input;
  }

  Map<String, Object> recent() {
    return functions.call("RecentSync", Map.of());
  }
}
