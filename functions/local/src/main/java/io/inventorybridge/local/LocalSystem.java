// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import static io.inventorybridge.wiring.FunctionEnvironment.CONSOLE;
import static io.inventorybridge.wiring.FunctionEnvironment.SHOP_SECRET;
import static io.inventorybridge.wiring.FunctionEnvironment.SHOP_URL;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb.ProgressListener;
import io.inventorybridge.local.events.EventDispatcher;
import io.inventorybridge.local.events.FailedEvent;
import io.inventorybridge.local.events.StreamPoller;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.permissions.FunctionRole;
import io.inventorybridge.local.permissions.PermissionRecorder;
import io.inventorybridge.local.s3.EmbeddedS3;
import io.inventorybridge.local.s3.StoringListener;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.local.statemachine.WaitStrategy;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.local.template.TemplateReader;
import io.inventorybridge.local.template.UnusableTemplate;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.settings.ImportingSettings;
import io.inventorybridge.reporting.notifications.NotificationMessage;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The whole system in this process: the bucket, the tables, the functions and the state machines of
 * the template, connected as the template says. An object put into the bucket starts the targets
 * declared for it; {@link #awaitQuiet} waits until all of them are done. Thread-safe.
 */
public final class LocalSystem implements AutoCloseable {
  private static final String SETTINGS_KEY = ImportingSettings.key(ImportingSettings.INSTALLATION);
  private static final Duration A_WHILE = Duration.ofMillis(250);

  private final StackTemplate template;
  private final LocalServices services;
  private final Map<String, LocalFunction> functions;
  private final Map<String, FunctionRole> roles;
  private final EventDispatcher dispatcher;
  private final FunctionWiring wiring;
  private final int resumed;
  private Optional<ImportReport> settingsReport = Optional.empty();
  private Optional<StreamPoller> streams = Optional.empty();

  private LocalSystem(
      LocalOptions options,
      PermissionRecorder permissionRecorder,
      StackTemplate template,
      LocalServices services) {
    this.template = template;
    this.services = services;
    Map<String, String> everything = new HashMap<>();
    Map<String, LocalFunction> made = new LinkedHashMap<>();
    Map<String, FunctionRole> guarded = new LinkedHashMap<>();
    boolean dispatching = options.mode() != AccessMode.READER;
    for (StackTemplate.Function declared : template.functions()) {
      StackTemplate.Function function = services.localized(declared);
      everything.putAll(function.environment());
      if (dispatching) {
        FunctionRole role =
            new FunctionRole(
                function.name(),
                function.statements(),
                StackTemplate.REGION,
                StackTemplate.ACCOUNT,
                permissionRecorder);
        guarded.put(function.name(), role);
        made.put(
            function.name(),
            LocalFunction.of(function, services.wiring(function, role, permissionRecorder)));
      }
    }
    everything.put(SHOP_URL, services.shopAddress());
    everything.put(SHOP_SECRET, services.shopSecret());
    everything.put(CONSOLE, services.console());
    this.functions = Map.copyOf(made);
    this.roles = Map.copyOf(guarded);
    this.wiring = services.wiring(everything);
    this.dispatcher =
        new EventDispatcher(
            dispatching ? template : new StackTemplate(List.of(), List.of(), List.of(), List.of()),
            functions,
            services.written().map(DataDirectory::root),
            options.threads(),
            WaitStrategy.atMost(options.longestPause()),
            options.clock(),
            options.onFailure());
    services.shop().ifPresent(shop -> shop.deliverOrdersTo(dispatcher::send));
    try {
      this.resumed = dispatching ? begin(options) : 0;
    } catch (RuntimeException | Error e) {
      dispatcher.close();
      throw e;
    }
  }

  private int begin(LocalOptions options) {
    template.buckets().forEach(bucket -> services.s3().createBucket(bucket.name()));
    options.settings().ifPresent(this::putSettings);
    services.setListener(
        services
            .shop()
            .<StoringListener>map(shop -> shop.following(wiring.files(), dispatcher))
            .orElse(dispatcher));
    settingsReport = options.settings().flatMap(given -> importSettings());
    return dispatcher.resume(
        interrupted -> {
          services.written().ifPresent(it -> it.removeHalfWritten(interrupted));
          return services.find(interrupted);
        });
  }

  /**
   * Opens a system. A writer immediately resumes the work that an earlier process left unfinished.
   *
   * @throws UnusableData when the directory is in use, damaged or missing
   * @throws UnusableTemplate when the template uses a feature that the runner does not support
   */
  public static LocalSystem open(LocalOptions options) {
    return open(options, PermissionRecorder.NONE);
  }

  /**
   * Opens a system and reports to a witness every permission its functions use and every variable
   * they read.
   *
   * @throws UnusableData when the directory is in use, damaged or missing
   * @throws UnusableTemplate when the template uses a feature that the runner does not support
   */
  public static LocalSystem open(LocalOptions options, PermissionRecorder permissionRecorder) {
    StackTemplate template = TemplateReader.read(options.template());
    LocalServices services = new LocalServices(options, template);
    try {
      return new LocalSystem(options, permissionRecorder, template, services);
    } catch (RuntimeException | Error e) {
      services.close();
      throw e;
    }
  }

  private void putSettings(Path file) {
    if (!Files.isReadable(file)) {
      throw new UnusableData(file + " cannot be read");
    }
    s3().putObject(
            request -> request.bucket(bucket()).key(SETTINGS_KEY), RequestBody.fromFile(file));
  }

  // Here and not by an event: the settings count before anything else is done.
  private Optional<ImportReport> importSettings() {
    return wiring.files().find(SETTINGS_KEY).map(wiring.importingSettings()::run);
  }

  /** The report of the settings with which the system was opened; empty without such settings. */
  public Optional<ImportReport> settingsReport() {
    return settingsReport;
  }

  public StackTemplate template() {
    return template;
  }

  /** The name of the bucket. */
  public String bucket() {
    return wiring.environment().get(FunctionEnvironment.BUCKET);
  }

  /** The file on this machine that holds an object; empty when there is none. */
  public Optional<Path> fileOf(String key) {
    return services
        .objectsOnDisk()
        .map(root -> root.resolve(bucket()).resolve(key))
        .filter(Files::isRegularFile);
  }

  public S3Client s3() {
    return services.s3().client();
  }

  /** The S3 server, for other clients. */
  public EmbeddedS3 s3Server() {
    return services.s3();
  }

  /** The token of the API; it stays the same for a data directory. */
  public String apiToken() {
    return services.secrets().token();
  }

  /** The most recent notices sent to operators. */
  public List<NotificationMessage> notices() {
    return services.topics().notices();
  }

  /** The fake shop; empty when the functions talk to a real one. */
  public Optional<PersistentShop> shop() {
    return services.shop();
  }

  /** A client of the tables; every write is journaled before the call returns. */
  public DynamoDbClient dynamoDb() {
    return services.dynamoDb().client();
  }

  /** Adapters for callers outside any function, with the variables of all functions. */
  public FunctionWiring wiring() {
    return wiring;
  }

  /** Invokes a function directly and waits, as an operator does in the AWS console. */
  public byte[] invoke(String function, byte[] event) throws FunctionError {
    return Optional.ofNullable(functions.get(function))
        .orElseThrow(() -> new UnusableTemplate("the template has no function " + function))
        .invoke(event, UUID.randomUUID().toString());
  }

  /**
   * Runs a state machine to its end, like an execution that an operator starts.
   *
   * @param name of the execution, unique
   * @param pause implements its Wait states and retry delays
   */
  public StateMachineInterpreter.ExecutionOutcome execute(
      String machine, String name, Object input, WaitStrategy pause) throws InterruptedException {
    return dispatcher.execute(machine, name, input, pause);
  }

  /** The roles of the functions, by the functions' logical ids. */
  public Map<String, FunctionRole> roles() {
    return roles;
  }

  /**
   * Puts an event on a bus, as {@code aws events put-events} does.
   *
   * @param bus the name of a bus of the template
   */
  public void send(String bus, String source, String detailType, JsonNode detail) {
    dispatcher.send(bus, source, detailType, detail);
  }

  /**
   * Delivers the streams of the tables from now on. Without them, only a command publishes, so that
   * its report has all that was published.
   */
  public void followStreams() {
    StreamPoller poller = new StreamPoller(template, functions, wiring.clock());
    services.dynamoDb().setListener(poller);
    streams = Optional.of(poller);
  }

  /** The number of events of an earlier process that are being handled again. */
  public int resumed() {
    return resumed;
  }

  /** Waits until nothing is queued or running. */
  public void awaitQuiet() throws InterruptedException {
    dispatcher.awaitQuiet();
  }

  /**
   * Waits until nothing is queued or running, and reports progress.
   *
   * @param loading is told the functions that run, and the number of table writes so far
   */
  public void awaitQuiet(ProgressListener loading) throws InterruptedException {
    ActivityTracker activityTracker =
        new ActivityTracker(functions.values(), services.dynamoDb()::writeCount, loading);
    while (!dispatcher.awaitQuiet(A_WHILE)) {
      activityTracker.report();
    }
    loading.end();
  }

  /**
   * Waits for work that calls functions here, and reports progress the same way. The work is
   * canceled when the waiting thread is interrupted or the process exits.
   */
  public <T> T await(Callable<T> work, ProgressListener loading)
      throws InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("work").start(task);
    ActivityTracker activityTracker =
        new ActivityTracker(functions.values(), services.dynamoDb()::writeCount, loading);
    try {
      while (true) {
        try {
          return task.get(A_WHILE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          activityTracker.report();
        }
      }
    } finally {
      task.cancel(true);
      loading.end();
    }
  }

  /** The events that failed finally since the start. */
  public List<FailedEvent> failedEvents() {
    return dispatcher.failedEvents();
  }

  /**
   * Waits for running work and closes the system. Events not yet handled wait for the next start.
   */
  @Override
  public void close() {
    try {
      streams.ifPresent(StreamPoller::close);
      dispatcher.close();
    } finally {
      services.close();
    }
  }
}
