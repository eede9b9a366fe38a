// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import static io.inventorybridge.wiring.Environment.CONSOLE;
import static io.inventorybridge.wiring.Environment.SHOP_SECRET;
import static io.inventorybridge.wiring.Environment.SHOP_URL;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb;
import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb.Loading;
import io.inventorybridge.local.events.Dispatcher;
import io.inventorybridge.local.events.FailedEvent;
import io.inventorybridge.local.events.Interrupted;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.notices.LocalTopics;
import io.inventorybridge.local.permissions.Role;
import io.inventorybridge.local.permissions.Witness;
import io.inventorybridge.local.permissions.WitnessedVariables;
import io.inventorybridge.local.s3.EmbeddedS3;
import io.inventorybridge.local.s3.StoredObject;
import io.inventorybridge.local.s3.StoringListener;
import io.inventorybridge.local.secrets.LocalSecrets;
import io.inventorybridge.local.shop.kept.KeptShop;
import io.inventorybridge.local.shop.kept.ShopChoice;
import io.inventorybridge.local.statemachine.Interpreter;
import io.inventorybridge.local.statemachine.Pause;
import io.inventorybridge.local.template.Template;
import io.inventorybridge.local.template.TemplateReader;
import io.inventorybridge.local.template.UnusableTemplate;
import io.inventorybridge.notices.Notice;
import io.inventorybridge.wiring.Environment;
import io.inventorybridge.wiring.Wiring;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The whole system in this process: the bucket, the tables, the functions and the state machines of
 * the template, connected as the template says. Whoever puts an object into the bucket starts what
 * is declared for it; {@link #awaitQuiet} waits until all of it is done. Thread-safe.
 */
public final class LocalSystem implements AutoCloseable {
  private static final String SETTINGS_KEY = "settings/installation.json";
  private static final int NOT_FOUND = 404;
  private static final Duration A_WHILE = Duration.ofMillis(250);

  private final Template template;
  private final Witness witness;
  private final EmbeddedS3 s3;
  private final Optional<Path> objects;
  private final EmbeddedDynamoDb dynamoDb;
  private final Map<String, LocalFunction> functions;
  private final Map<String, Role> roles;
  private final Dispatcher dispatcher;
  private final LocalSecrets secrets;
  private final LocalTopics topics = new LocalTopics();
  private final Optional<KeptShop> shop;
  private final Wiring wiring;
  private final int resumed;
  private final Deque<AutoCloseable> closing;

  private LocalSystem(LocalOptions options, Witness witness, Deque<AutoCloseable> closing) {
    this.closing = closing;
    this.witness = witness;
    this.template = TemplateReader.read(options.template());
    Optional<DataDirectory> data = options.data().map(path -> directory(path, options.mode()));
    data.ifPresent(closing::push);
    this.objects = data.map(DataDirectory::objects);
    String shopSecret =
        template.functions().stream()
            .flatMap(it -> Optional.ofNullable(it.environment().get(SHOP_SECRET)).stream())
            .findFirst()
            .orElse(SHOP_SECRET);
    this.secrets =
        new LocalSecrets(
            () ->
                data.filter(it -> options.mode() == Mode.WRITER)
                    .map(DataDirectory::apiToken)
                    .orElseGet(DataDirectory::newToken),
            shopSecret,
            () ->
                switch (options.shop()) {
                  case ShopChoice.BuiltIn fake -> KeptShop.secret();
                  case ShopChoice.Real real -> real.secret();
                });
    this.shop = shop(options, data, closing);
    this.dynamoDb = tables(options, data, template);
    closing.push(dynamoDb);
    Ears ears = new Ears();
    this.s3 = objects(options, data, ears, closing);
    closing.push(s3);
    Map<String, String> everything = new HashMap<>();
    Map<String, LocalFunction> made = new LinkedHashMap<>();
    Map<String, Role> guarded = new LinkedHashMap<>();
    boolean dispatching = options.mode() != Mode.READER;
    for (Template.Function declared : template.functions()) {
      Template.Function function = operatedHere(atTheShop(declared, options.shop()), options);
      everything.putAll(function.environment());
      if (dispatching) {
        Role role =
            new Role(
                function.name(), function.statements(), Template.REGION, Template.ACCOUNT, witness);
        guarded.put(function.name(), role);
        made.put(function.name(), LocalFunction.of(function, wiring(options, function, role)));
      }
    }
    everything.put(SHOP_URL, shopAddress(options.shop()));
    everything.put(SHOP_SECRET, shopSecret);
    everything.put(CONSOLE, console(options));
    this.functions = Map.copyOf(made);
    this.roles = Map.copyOf(guarded);
    this.wiring = wiring(options, everything);
    boolean writing = options.mode() == Mode.WRITER;
    this.dispatcher =
        new Dispatcher(
            dispatching ? template : new Template(List.of(), List.of(), List.of(), List.of()),
            functions,
            data.filter(it -> writing).map(DataDirectory::root),
            options.threads(),
            Pause.atMost(options.longestPause()),
            options.clock(),
            options.onFailure());
    closing.push(dispatcher);
    shop.ifPresent(it -> it.deliverOrdersTo(dispatcher::send));
    if (dispatching) {
      template.buckets().forEach(bucket -> s3.createBucket(bucket.name()));
      options.settings().ifPresent(this::putSettings);
      ears.listener =
          shop.<StoringListener>map(it -> it.following(wiring.files(), dispatcher))
              .orElse(dispatcher);
      this.resumed =
          dispatcher.resume(
              interrupted -> {
                data.ifPresent(it -> it.removeHalfWritten(interrupted));
                return find(interrupted);
              });
    } else {
      this.resumed = 0;
    }
  }

  /**
   * Opens a system; as a writer it goes on at once with what an earlier one left unfinished.
   *
   * @throws UnusableData when the directory is in use, damaged or not there
   * @throws UnusableTemplate when the template asks for what the runner does not do
   */
  public static LocalSystem open(LocalOptions options) {
    return open(options, Witness.NOBODY);
  }

  /**
   * Opens a system, of which a witness is told what its functions ask for and read.
   *
   * @throws UnusableData when the directory is in use, damaged or not there
   * @throws UnusableTemplate when the template asks for what the runner does not do
   */
  public static LocalSystem open(LocalOptions options, Witness witness) {
    Deque<AutoCloseable> closing = new ArrayDeque<>();
    try {
      return new LocalSystem(options, witness, closing);
    } catch (RuntimeException | Error e) {
      closeAll(closing);
      throw e;
    }
  }

  private static DataDirectory directory(Path path, Mode mode) {
    return mode == Mode.WRITER ? DataDirectory.lock(path) : DataDirectory.look(path);
  }

  private static EmbeddedDynamoDb tables(
      LocalOptions options, Optional<DataDirectory> data, Template template) {
    if (data.isEmpty()) {
      return EmbeddedDynamoDb.inMemory(template.tables());
    }
    Path journal = data.get().tables();
    return options.mode() == Mode.WRITER
        ? EmbeddedDynamoDb.keptIn(journal, template.tables(), options.loading())
        : EmbeddedDynamoDb.copyOf(journal, template.tables(), options.loading());
  }

  private static EmbeddedS3 objects(
      LocalOptions options,
      Optional<DataDirectory> data,
      StoringListener listener,
      Deque<AutoCloseable> closing) {
    if (data.isEmpty()) {
      return EmbeddedS3.inMemory(options.s3Port(), listener);
    }
    return switch (options.mode()) {
      case WRITER -> EmbeddedS3.in(data.get().objects(), options.s3Port(), listener);
      case READER -> EmbeddedS3.reading(data.get().objects(), options.s3Port());
      case SCRATCH -> {
        Path scratch = data.get().scratchOfObjects();
        closing.push(() -> DataDirectory.remove(scratch));
        yield EmbeddedS3.in(scratch, options.s3Port(), listener);
      }
    };
  }

  private static Optional<KeptShop> shop(
      LocalOptions options, Optional<DataDirectory> data, Deque<AutoCloseable> closing) {
    if (!(options.shop() instanceof ShopChoice.BuiltIn fake)) {
      return Optional.empty();
    }
    KeptShop shop =
        data.map(DataDirectory::shop)
            .map(
                file ->
                    switch (options.mode()) {
                      case WRITER -> KeptShop.in(file, options.clock(), fake.port());
                      case READER -> KeptShop.copyOf(file, options.clock(), 0);
                      case SCRATCH -> KeptShop.copyOf(file, options.clock(), fake.port());
                    })
            .orElseGet(() -> KeptShop.inMemory(options.clock(), fake.port()));
    closing.push(shop);
    return Optional.of(shop);
  }

  // Functions that the template lets speak to a shop speak to this one.
  private Template.Function atTheShop(Template.Function function, ShopChoice choice) {
    return function.environment().containsKey(SHOP_URL)
        ? function.with(SHOP_URL, shopAddress(choice))
        : function;
  }

  // Functions that tell an operator what to type name the commands of this machine.
  private static Template.Function operatedHere(Template.Function function, LocalOptions options) {
    return function.environment().containsKey(CONSOLE)
        ? function.with(CONSOLE, console(options))
        : function;
  }

  private static String console(LocalOptions options) {
    return Environment.LOCAL + options.data().map(Path::toString).orElse("");
  }

  private String shopAddress(ShopChoice choice) {
    return switch (choice) {
      case ShopChoice.BuiltIn fake -> shop.map(KeptShop::endpoint).map(URI::toString).orElse("");
      case ShopChoice.Real real -> real.address().toString();
    };
  }

  private Wiring wiring(LocalOptions options, Map<String, String> environment) {
    return new Wiring(
        new Environment(environment),
        s3::client,
        dynamoDb::client,
        () -> secrets,
        () -> topics,
        options.clock());
  }

  // A function has its own variables, and may do what its role allows.
  private Wiring wiring(LocalOptions options, Template.Function function, Role role) {
    return new Wiring(
            new Environment(
                new WitnessedVariables(
                    function.environment(), name -> witness.read(function.name(), name))),
            () -> role.guarding(s3.client()),
            () -> role.guarding(dynamoDb.client()),
            () -> role.guarding(secrets),
            () -> role.guarding(topics),
            options.clock())
        .within(options.around());
  }

  private void putSettings(Path file) {
    if (!Files.isReadable(file)) {
      throw new UnusableData(file + " cannot be read");
    }
    s3.client()
        .putObject(
            request -> request.bucket(bucket()).key(SETTINGS_KEY), RequestBody.fromFile(file));
  }

  private Optional<StoredObject> find(Interrupted interrupted) {
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

  public Template template() {
    return template;
  }

  /** The one bucket. */
  public String bucket() {
    return wiring.environment().get(Environment.BUCKET);
  }

  /** The file on this machine that holds an object; empty when there is none. */
  public Optional<Path> fileOf(String key) {
    return objects.map(root -> root.resolve(bucket()).resolve(key)).filter(Files::isRegularFile);
  }

  public S3Client s3() {
    return s3.client();
  }

  /** The S3 server, for other clients. */
  public EmbeddedS3 s3Server() {
    return s3;
  }

  /** What opens the API; the same for a data directory. */
  public String apiToken() {
    return secrets.token();
  }

  /** What people were told, the latest of it. */
  public List<Notice> notices() {
    return topics.notices();
  }

  /** The fake shop; empty where the functions speak to a real one. */
  public Optional<KeptShop> shop() {
    return shop;
  }

  /** The tables; what is written here is kept before it returns. */
  public DynamoDbClient dynamoDb() {
    return dynamoDb.client();
  }

  /** Adapters for callers outside of any function, with the variables of all of them. */
  public Wiring wiring() {
    return wiring;
  }

  /** Calls a function directly and waits, as an operator does by the AWS console. */
  public byte[] invoke(String function, byte[] event) throws FunctionError {
    return Optional.ofNullable(functions.get(function))
        .orElseThrow(() -> new UnusableTemplate("the template has no function " + function))
        .invoke(event, UUID.randomUUID().toString());
  }

  /**
   * Runs a state machine to its end, as an operator starts an execution.
   *
   * @param name of the execution, unique
   * @param pause how its Wait states and retries wait
   */
  public Interpreter.Outcome execute(String machine, String name, Object input, Pause pause)
      throws InterruptedException {
    return dispatcher.execute(machine, name, input, pause);
  }

  /** The roles of the functions, by the functions' logical ids. */
  public Map<String, Role> roles() {
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

  /** How many events of an earlier process are being handled again. */
  public int resumed() {
    return resumed;
  }

  /** Waits until nothing is queued or running. */
  public void awaitQuiet() throws InterruptedException {
    dispatcher.awaitQuiet();
  }

  /**
   * The same, telling from time to time what is under way.
   *
   * @param loading is shown the functions that run, and the writes of the tables meanwhile
   */
  public void awaitQuiet(Loading loading) throws InterruptedException {
    UnderWay underWay = new UnderWay(functions.values(), dynamoDb::written, loading);
    while (!dispatcher.awaitQuiet(A_WHILE)) {
      underWay.tell();
    }
    loading.end();
  }

  /**
   * Waits for work that calls functions here, telling the same meanwhile. It ends with the thread
   * that waits for it: interrupted, or at the end of the process.
   */
  public <T> T await(Callable<T> work, Loading loading)
      throws InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("work").start(task);
    UnderWay underWay = new UnderWay(functions.values(), dynamoDb::written, loading);
    try {
      while (true) {
        try {
          return task.get(A_WHILE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          underWay.tell();
        }
      }
    } finally {
      task.cancel(true);
      loading.end();
    }
  }

  /** The events that finally failed since the start. */
  public List<FailedEvent> failedEvents() {
    return dispatcher.failedEvents();
  }

  /** Lets what is running end, and ends. Events not yet handled wait for the next start. */
  @Override
  public void close() {
    closeAll(closing);
  }

  private static void closeAll(Deque<AutoCloseable> closing) {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception e) {
        System.err.println("while closing: " + e.getMessage());
      }
    }
  }

  /** Takes the place of the dispatcher until it is there: what is stored before starts nothing. */
  private static final class Ears implements StoringListener {
    private volatile StoringListener listener = StoringListener.NOBODY;

    @Override
    public void storing(String bucket, String key, StoredObject.Operation operation) {
      listener.storing(bucket, key, operation);
    }

    @Override
    public void stored(StoredObject object) {
      listener.stored(object);
    }

    @Override
    public void givenUp(String bucket, String key) {
      listener.givenUp(bucket, key);
    }
  }
}
