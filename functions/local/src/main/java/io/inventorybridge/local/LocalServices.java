// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import static io.inventorybridge.wiring.FunctionEnvironment.SHOP_SECRET;
import static io.inventorybridge.wiring.FunctionEnvironment.SHOP_URL;

import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb;
import io.inventorybridge.local.events.InterruptedStore;
import io.inventorybridge.local.notices.LocalTopics;
import io.inventorybridge.local.permissions.FunctionRole;
import io.inventorybridge.local.permissions.PermissionRecorder;
import io.inventorybridge.local.permissions.RecordedVariables;
import io.inventorybridge.local.s3.EmbeddedS3;
import io.inventorybridge.local.s3.StoredObject;
import io.inventorybridge.local.s3.StoringListener;
import io.inventorybridge.local.secrets.LocalSecrets;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.local.shop.kept.ShopChoice;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Local replacements of the AWS services and of the shop: objects, tables, secrets and topics, kept
 * in a directory or only in memory. Also wires their callers. Thread-safe.
 */
final class LocalServices implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final LocalOptions options;
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final Optional<DataDirectory> data;
  private final String shopSecret;
  private final LocalSecrets secrets;
  private final LocalTopics topics = new LocalTopics();
  private final Optional<PersistentShop> shop;
  private final EmbeddedDynamoDb dynamoDb;
  private final ForwardingListener forwardingListener = new ForwardingListener();
  private final EmbeddedS3 s3;

  /**
   * Opens the services for the tables of a template.
   *
   * @throws UnusableData when the directory is in use, damaged or missing
   */
  LocalServices(LocalOptions options, StackTemplate template) {
    this.options = options;
    try {
      this.data = options.data().map(path -> directory(path, options.mode()));
      data.ifPresent(closing::push);
      this.shopSecret = shopSecret(template);
      this.secrets = new LocalSecrets(this::newToken, shopSecret, this::shopCredentials);
      this.shop = openShop();
      shop.ifPresent(closing::push);
      this.dynamoDb = openTables(template);
      closing.push(dynamoDb);
      this.s3 = openObjects();
      closing.push(s3);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static DataDirectory directory(Path path, AccessMode mode) {
    return mode == AccessMode.WRITER
        ? DataDirectory.openForWriting(path)
        : DataDirectory.openReadOnly(path);
  }

  private static String shopSecret(StackTemplate template) {
    return template.functions().stream()
        .flatMap(it -> Optional.ofNullable(it.environment().get(SHOP_SECRET)).stream())
        .findFirst()
        .orElse(SHOP_SECRET);
  }

  private String newToken() {
    return data.filter(it -> options.mode() == AccessMode.WRITER)
        .map(DataDirectory::apiToken)
        .orElseGet(DataDirectory::newToken);
  }

  private String shopCredentials() {
    return switch (options.shop()) {
      case ShopChoice.BuiltIn fake -> PersistentShop.secret();
      case ShopChoice.Real real -> real.secret();
    };
  }

  private Optional<PersistentShop> openShop() {
    if (!(options.shop() instanceof ShopChoice.BuiltIn fake)) {
      return Optional.empty();
    }
    PersistentShop opened =
        data.map(DataDirectory::shop)
            .map(
                file ->
                    switch (options.mode()) {
                      case WRITER -> PersistentShop.in(file, options.clock(), fake.port());
                      case READER -> PersistentShop.copyOf(file, options.clock(), 0);
                      case SCRATCH -> PersistentShop.copyOf(file, options.clock(), fake.port());
                    })
            .orElseGet(() -> PersistentShop.inMemory(options.clock(), fake.port()));
    opened.restrictScopes(fake.scopes());
    return Optional.of(opened);
  }

  private EmbeddedDynamoDb openTables(StackTemplate template) {
    if (data.isEmpty()) {
      return EmbeddedDynamoDb.inMemory(template.tables());
    }
    Path journal = data.get().tables();
    return options.mode() == AccessMode.WRITER
        ? EmbeddedDynamoDb.keptIn(journal, template.tables(), options.loading())
        : EmbeddedDynamoDb.copyOf(journal, template.tables(), options.loading());
  }

  private EmbeddedS3 openObjects() {
    if (data.isEmpty()) {
      return EmbeddedS3.inMemory(options.s3Port(), forwardingListener);
    }
    Path objects = data.get().objects();
    Path attributes = data.get().attributes();
    return switch (options.mode()) {
      case WRITER -> EmbeddedS3.keptIn(objects, attributes, options.s3Port(), forwardingListener);
      case READER -> EmbeddedS3.reading(objects, attributes, options.s3Port());
      case SCRATCH -> {
        EmbeddedS3.restoreAttributes(objects, attributes);
        Path scratch = data.get().copyObjects();
        closing.push(() -> DataDirectory.remove(scratch));
        yield EmbeddedS3.in(scratch, options.s3Port(), forwardingListener);
      }
    };
  }

  /**
   * Reports every object stored from now on to the listener. Objects stored before start nothing.
   */
  void setListener(StoringListener listener) {
    forwardingListener.listener = listener;
  }

  /** The directory where this system keeps everything; empty for a system that writes nowhere. */
  Optional<DataDirectory> written() {
    return data.filter(it -> options.mode() == AccessMode.WRITER);
  }

  /** The directory that holds the objects as files. */
  Optional<Path> objectsOnDisk() {
    return data.map(DataDirectory::objects);
  }

  EmbeddedS3 s3() {
    return s3;
  }

  EmbeddedDynamoDb dynamoDb() {
    return dynamoDb;
  }

  LocalSecrets secrets() {
    return secrets;
  }

  LocalTopics topics() {
    return topics;
  }

  Optional<PersistentShop> shop() {
    return shop;
  }

  /** The name of the secret with the shop's credentials. */
  String shopSecret() {
    return shopSecret;
  }

  /** The address of the shop; empty without a shop. */
  String shopAddress() {
    return switch (options.shop()) {
      case ShopChoice.BuiltIn fake ->
          shop.map(PersistentShop::endpoint).map(URI::toString).orElse("");
      case ShopChoice.Real real -> real.address().toString();
    };
  }

  /** The operator console: the commands of this machine. */
  String console() {
    return FunctionEnvironment.LOCAL + options.data().map(Path::toString).orElse("");
  }

  /** The function with the local shop and console in place of those that the template gives it. */
  StackTemplate.Function localized(StackTemplate.Function declared) {
    StackTemplate.Function function = declared;
    if (function.environment().containsKey(SHOP_URL)) {
      function = function.with(SHOP_URL, shopAddress());
    }
    if (function.environment().containsKey(FunctionEnvironment.CONSOLE)) {
      function = function.with(FunctionEnvironment.CONSOLE, console());
    }
    return function;
  }

  /** Wires a caller with all permissions. */
  FunctionWiring wiring(Map<String, String> environment) {
    return new FunctionWiring(
        new FunctionEnvironment(environment),
        s3::client,
        dynamoDb::client,
        () -> secrets,
        () -> topics,
        options.clock());
  }

  /** Wires a function with its own variables and the permissions of its role. */
  FunctionWiring wiring(
      StackTemplate.Function function, FunctionRole role, PermissionRecorder permissionRecorder) {
    return new FunctionWiring(
            new FunctionEnvironment(
                new RecordedVariables(
                    function.environment(),
                    name -> permissionRecorder.read(function.name(), name))),
            () -> role.guarding(s3.client()),
            () -> role.guarding(dynamoDb.client()),
            () -> role.guarding(secrets),
            () -> role.guarding(topics),
            options.clock())
        .withSettings(options.around());
  }

  /** The object whose write was interrupted, if it was stored nevertheless. */
  Optional<StoredObject> find(InterruptedStore interrupted) {
    try {
      HeadObjectResponse head =
          s3.client()
              .headObject(request -> request.bucket(interrupted.bucket()).key(interrupted.key()));
      return Optional.of(
          new StoredObject(
              interrupted.bucket(),
              interrupted.key(),
              head.eTag().replace("\"", ""),
              head.contentLength(),
              head.lastModified(),
              interrupted.operation()));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Closes everything that was opened, in reverse order. */
  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception e) {
        System.err.println("while closing: " + e.getMessage());
      }
    }
  }

  /** Forwards stored objects to the current listener. */
  private static final class ForwardingListener implements StoringListener {
    private volatile StoringListener listener = StoringListener.NONE;

    @Override
    public void storing(String bucket, String key, StoredObject.Operation operation) {
      listener.storing(bucket, key, operation);
    }

    @Override
    public void stored(StoredObject object) {
      listener.stored(object);
    }

    @Override
    public void storingFailed(String bucket, String key) {
      listener.storingFailed(bucket, key);
    }
  }
}
