// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.api.ApiEndpoint;
import io.inventorybridge.local.dynamodb.DynamoDbEndpoint;
import io.inventorybridge.local.pages.PageServer;
import io.inventorybridge.local.s3.EmbeddedS3;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.local.shop.kept.ShopChoice;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inventory serve}: runs the system until the process is stopped. */
@Command(
    name = "serve",
    description = "Runs the system on loopback; a file put there by any S3 client is processed.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Option(names = "--s3-port", paramLabel = "PORT", description = "0 (default): any free port")
  private int s3Port;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "PORT",
      description = "0 (default): any free port")
  private int dynamoDbPort;

  @Option(names = "--api-port", paramLabel = "PORT", description = "0 (default): any free port")
  private int apiPort;

  @Option(
      names = "--shop-port",
      paramLabel = "PORT",
      description = "of the built-in fake shop; 0 (default): any free port")
  private int shopPort;

  @Option(names = "--page-port", paramLabel = "PORT", description = "0 (default): any free port")
  private int pagePort;

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    LocalOptions options = system.options(AccessMode.WRITER).withS3Port(s3Port);
    LocalSystem running =
        LocalSystem.open(
            options.shop() instanceof ShopChoice.BuiltIn fake
                ? options.withShop(new ShopChoice.BuiltIn(shopPort, fake.scopes()))
                : options);
    running.followStreams();
    DynamoDbEndpoint tables = open(running);
    Optional<ApiEndpoint> api = api(running, tables);
    PageServer pages = pages(running, tables, api);
    Thread end =
        new Thread(
            () -> {
              pages.close();
              api.ifPresent(ApiEndpoint::close);
              tables.close();
              running.close();
              ended.countDown();
              // An orderly shutdown after a signal is a success.
              Runtime.getRuntime().halt(0);
            },
            "end");
    Runtime.getRuntime().addShutdownHook(end);
    System.out.println(
        new String(JsonCodec.bytes(address(running, tables, api, pages)), StandardCharsets.UTF_8));
    System.out.flush();
    if (running.resumed() > 0) {
      System.err.println("inventory: resuming " + running.resumed() + " unfinished event(s)");
    }
    ended.await();
    return 0;
  }

  private DynamoDbEndpoint open(LocalSystem running) {
    try {
      return DynamoDbEndpoint.open(running.dynamoDb(), dynamoDbPort);
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private Optional<ApiEndpoint> api(LocalSystem running, DynamoDbEndpoint tables) {
    try {
      return ApiEndpoint.open(running.template(), running::invoke, apiPort);
    } catch (RuntimeException e) {
      tables.close();
      running.close();
      throw e;
    }
  }

  private PageServer pages(
      LocalSystem running, DynamoDbEndpoint tables, Optional<ApiEndpoint> api) {
    try {
      return PageServer.open(pagePort, running.wiring().files(), running.wiring()::pageAssembler);
    } catch (RuntimeException e) {
      api.ifPresent(ApiEndpoint::close);
      tables.close();
      running.close();
      throw e;
    }
  }

  static ObjectNode address(
      LocalSystem running, DynamoDbEndpoint endpoint, Optional<ApiEndpoint> api, PageServer pages) {
    ObjectNode address = JsonNodeFactory.instance.objectNode();
    address
        .putObject("s3")
        .put("endpoint", running.s3Server().endpoint().toString())
        .put("region", EmbeddedS3.REGION)
        .put("accessKeyId", EmbeddedS3.ACCESS_KEY_ID)
        .put("secretAccessKey", EmbeddedS3.SECRET_ACCESS_KEY)
        .put("bucket", running.bucket());
    ObjectNode dynamoDb = address.putObject("dynamodb");
    dynamoDb.put("endpoint", endpoint.endpoint().toString());
    ObjectNode tables = dynamoDb.putObject("tables");
    FunctionEnvironment environment = running.wiring().environment();
    environment.variables().keySet().stream()
        .filter(name -> name.endsWith("_TABLE"))
        .sorted()
        .forEach(name -> tables.put(name, environment.get(name)));
    api.ifPresent(
        it ->
            address
                .putObject("api")
                .put("endpoint", it.endpoint().toString())
                .put("token", running.apiToken()));
    address.putObject("pages").put("index", pages.index().toString());
    running
        .shop()
        .map(PersistentShop::endpoint)
        .ifPresent(
            it ->
                address
                    .putObject("shop")
                    .put("endpoint", it.toString())
                    .put("accessToken", ApiOptions.STAFF_TOKEN));
    return address;
  }
}
