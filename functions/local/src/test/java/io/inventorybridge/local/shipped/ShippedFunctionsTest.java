// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.dynamodb.DynamoDbEndpoint;
import io.inventorybridge.local.s3.EmbeddedS3;
import io.inventorybridge.local.template.StackTemplate.Function;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.local.template.TemplateReader;
import io.inventorybridge.log.LogLines;
import io.inventorybridge.support.files.FileStore.Content;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Starts every function of the zip as Lambda does: with the runtime interface client, in its own
 * JVM with only the zip and that client, with the variables of the template. Each function gets its
 * samples. Files and tables are those of a local system. Two processes run at a time.
 */
@Tag("system")
@Timeout(300)
class ShippedFunctionsTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String SAMPLE_BUCKET = "inventory-bridge-123456789012-eu-west-1";

  /**
   * The samples name a delivery and other objects that this system lacks: the expected error by
   * function.
   */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("ComputeVariance", "io.inventorybridge.delivery.settlement.PartMismatch"),
          // There is no Secrets Manager with the shop's credentials.
          Map.entry("RefreshCatalog", "io.inventorybridge.support.files.StorageFailure"),
          Map.entry("SyncBatch", "io.inventorybridge.support.files.StorageFailure"),
          Map.entry("ImportReset", "io.inventorybridge.delivery.settlement.PartMismatch"),
          Map.entry("ImportVariance", "io.inventorybridge.delivery.settlement.PartMismatch"),
          Map.entry("SettlePart", "io.inventorybridge.delivery.settlement.PartMismatch"),
          Map.entry("SweepLoad", "io.inventorybridge.delivery.settlement.PartMismatch"),
          Map.entry("QuarantinePart", "io.inventorybridge.delivery.settlement.PartMismatch"));

  private static final Set<String> ALWAYS =
      Set.of("FilterDeltaFunction", "UpdateInventoryFunction");

  /** Names the native library of the runtime interface client. */
  private static final String NATIVE_LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  @TempDir private static Path task;
  @TempDir private static Path unpacked;
  private static Path nativeLibrary;
  private static LocalSystem system;
  private static DynamoDbEndpoint tables;

  @BeforeAll
  static void unpackAndServe() throws Exception {
    ShippedZip.unpack(task);
    nativeLibrary = unpackNativeLibrary();
    system = LocalSystem.open(LocalOptions.inMemory().withTemplate(TemplateFiles.in(ROOT)));
    tables = DynamoDbEndpoint.open(system.dynamoDb(), 0);
    put("facilities/facilities.csv", "facilityId,externalFacilityId\nNY01,1/001\n");
    put("catalog/catalog.csv", "upca,productId\n2050000100017,v1\n");
    system.awaitQuiet();
  }

  @AfterAll
  static void end() {
    if (system != null) {
      tables.close();
      system.close();
    }
  }

  /**
   * Without this every process would write the library to one fixed path below /tmp, and a process
   * that loads it while another writes would end.
   */
  private static Path unpackNativeLibrary() throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    boolean musl = Files.exists(Path.of("/etc/alpine-release"));
    String name = "/jni/libaws-lambda-jni.linux%s-%s.so".formatted(musl ? "_musl" : "", machine);
    Path library = unpacked.resolve("libaws-lambda-jni.so");
    try (InputStream packed = AWSLambda.class.getResourceAsStream(name)) {
      Files.copy(packed, library);
    }
    return library;
  }

  private static void put(String key, String content) {
    system
        .wiring()
        .files()
        .put(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), Map.of());
  }

  /** Every function with {@code -Dshipped=all}, else one in four, and those for files and tills. */
  static Stream<String> functions() {
    List<String> all =
        TemplateReader.read(TemplateFiles.in(ROOT)).functions().stream()
            .map(Function::name)
            .sorted()
            .toList();
    boolean few = !"all".equals(System.getProperty("shipped"));
    return all.stream().filter(name -> !few || all.indexOf(name) % 4 == 0 || ALWAYS.contains(name));
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("functions")
  void aFunctionOfTheZipIsStartedAnswersItsSamplesAndLogsEachOfThem(String name) throws Exception {
    String word = name.replaceFirst("Function$", "");
    List<byte[]> samples = samples(word);
    assertThat(samples).isNotEmpty();
    try (LambdaRuntimeApi api = new LambdaRuntimeApi(name)) {
      samples.forEach(api::hand);
      Path log = Files.createTempFile(task, word, ".log");
      Process process = start(name, api.address(), log, Map.of());
      try {
        for (int i = 0; i < samples.size(); i++) {
          LambdaRuntimeApi.Answer answer = answer(api, process, log);
          String error =
              answer.error().isEmpty() ? "" : REFUSED.getOrDefault(word, "no error at all");
          assertThat(answer.body()).as(answer.error()).contains(error);
          assertThat(answer.error().isEmpty()).isEqualTo(error.isEmpty());
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThatEachIsLogged(name, samples.size(), REFUSED.containsKey(word), lines(log));
    }
  }

  private static void assertThatEachIsLogged(
      String name, int calls, boolean refused, List<JsonNode> lines) {
    assertThat(lines)
        .hasSizeGreaterThanOrEqualTo(calls)
        .allSatisfy(
            line -> {
              assertThat(line.path("function_name").textValue()).isEqualTo(name);
              assertThat(line.path("function_request_id").textValue())
                  .isEqualTo(LambdaRuntimeApi.REQUEST);
              assertThat(line.path("service").textValue()).isEqualTo("inventory-bridge");
              assertThat(line.path("event").isTextual()).isTrue();
              assertThat(Instant.parse(line.path("timestamp").textValue())).isNotNull();
            });
    assertThat(lines.getFirst().path("cold_start").booleanValue()).isTrue();
    if (calls > 1) {
      assertThat(lines.getLast().path("cold_start").booleanValue()).isFalse();
    }
    assertThat(lines)
        .filteredOn(line -> line.path("level").textValue().equals("ERROR"))
        .as("failures")
        .hasSize(refused ? calls : 0);
  }

  /** The log lines of a function; the runtime also reports failures, in its own format. */
  private static List<JsonNode> lines(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith("{\"level\""))
        .map(LogLines::read)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "POWERTOOLS_LOG_LEVEL, INFO, declared known",
    "POWERTOOLS_LOG_LEVEL, WARN, ''",
    "AWS_LAMBDA_LOG_LEVEL, ERROR, ''"
  })
  void theVariableSetsTheLogLevel(String variable, String level, String event) throws Exception {
    String name = "DeclareKnownFunction";
    try (LambdaRuntimeApi api = new LambdaRuntimeApi(name)) {
      api.hand(samples("DeclareKnown").getFirst());
      Path log = Files.createTempFile(task, name, ".log");
      Process process = start(name, api.address(), log, Map.of(variable, level));
      try {
        answer(api, process, log);
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThat(lines(log).stream().map(line -> line.path("event").textValue()))
          .containsExactlyElementsOf(event.isEmpty() ? List.of() : List.of(event));
    }
  }

  /** The next answer; a process that ended before it answered fails the test at once. */
  private static LambdaRuntimeApi.Answer answer(LambdaRuntimeApi api, Process process, Path log)
      throws Exception {
    for (int second = 0; second < 240; second++) {
      boolean alive = process.isAlive();
      LambdaRuntimeApi.Answer answer = api.answers().poll(1, TimeUnit.SECONDS);
      if (answer != null) {
        return answer;
      }
      if (!alive) {
        break;
      }
    }
    throw new AssertionError("The function did not answer. Its log: " + Files.readString(log));
  }

  private static Process start(
      String name, String runtimeApi, Path log, Map<String, String> variables) throws IOException {
    Function function =
        system.template().functions().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow();
    List<String> path = new ArrayList<>(client());
    path.add(task.toString());
    path.add(task.resolve("lib") + "/*");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-D" + NATIVE_LIBRARY + "=" + nativeLibrary,
            "-classpath",
            String.join(File.pathSeparator, path),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            function.handler());
    Map<String, String> environment = java.environment();
    environment.keySet().removeIf(it -> it.startsWith("AWS_"));
    environment.putAll(new TreeMap<>(function.environment()));
    environment.putIfAbsent("SHOP_URL", "");
    if (environment.get("SHOP_URL").isEmpty() && function.environment().containsKey("SHOP_URL")) {
      environment.put("SHOP_URL", system.shop().orElseThrow().endpoint().toString());
    }
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    environment.put("_HANDLER", function.handler());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", name);
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + function.memoryMegabytes());
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "log");
    environment.put("LAMBDA_TASK_ROOT", task.toString());
    environment.put("AWS_REGION", EmbeddedS3.REGION);
    environment.put("AWS_ACCESS_KEY_ID", EmbeddedS3.ACCESS_KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", EmbeddedS3.SECRET_ACCESS_KEY);
    environment.put("AWS_ENDPOINT_URL", system.s3Server().endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString());
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.putAll(variables);
    return java.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** The runtime interface client and its dependencies, from this test's class path. */
  private static List<String> client() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            jar ->
                jar.matches(
                    ".*/aws-lambda-java-(runtime-interface-client|core|serialization)-[^/]*\\.jar"))
        .toList();
  }

  private static List<byte[]> samples(String word) throws IOException {
    String own = word.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    List<Path> found;
    try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
      found =
          files
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches(own + "(-event|-delivery|-facilities|-re[a-z]*)?\\.json"))
              .sorted()
              .toList();
    }
    List<byte[]> samples = new ArrayList<>();
    for (Path file : found) {
      samples.add(
          Files.readString(file)
              .replace(SAMPLE_BUCKET, system.bucket())
              .getBytes(StandardCharsets.UTF_8));
    }
    return samples;
  }
}
