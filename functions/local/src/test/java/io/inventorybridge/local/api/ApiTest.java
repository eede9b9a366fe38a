// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.local.DocumentExamples;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.pos.VarianceReason;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The API of {@code inventory serve}: real template, real function with its role, HTTP; README's
 * examples as written; and the OpenAPI document compared with the real answers.
 */
@Tag("system")
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String PATH = "/api/service/updateInventoryByIdentification";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BEFORE_THE_FIRST_IMPORT =
      """
      {"facilityId":"nowhere","availableDelta":1,"idType":"UPCA","idValue":"1",\
      "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE"}\
      """;

  private static LocalSystem system;
  private static ApiEndpoint api;

  /** A command of README, and the answer below it. */
  private record Example(String command, JsonNode answer) {}

  @BeforeAll
  static void start() throws Exception {
    system = LocalSystem.open(LocalOptions.inMemory().withTemplate(TemplateFiles.in(ROOT)));
    api = ApiEndpoint.open(system.template(), system::invoke, 0).orElseThrow();
    assertThat(post(BEFORE_THE_FIRST_IMPORT).statusCode()).isEqualTo(404);
    put("catalog/catalog.csv", DocumentExamples.block("upca,productId,sku,"));
    put("facilities/facilities.csv", DocumentExamples.block("facilityId,externalFacilityId,name,"));
    system.awaitQuiet();
    assertThat(system.failedEvents()).isEmpty();
  }

  @AfterAll
  static void stop() {
    api.close();
    system.close();
  }

  @Test
  @Order(1)
  void readmesExamplesAreAnsweredAsItSays() throws Exception {
    List<Example> examples = examples();
    assertThat(examples).hasSize(3);
    for (Example example : examples) {
      HttpResponse<String> answer =
          HTTP.send(request(example.command()), HttpResponse.BodyHandlers.ofString());
      assertThat(JsonCodec.read(answer.body())).as(example.command()).isEqualTo(example.answer());
    }
    onHandIs("NY01", "2050000100017", -1);
    onHandIs("NV01", "2050000100024", 1);
  }

  @Test
  @Order(2)
  void readmesExamplesRunByCurlAndCountNoSecondTime() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl");
    for (Example example : examples()) {
      ProcessBuilder shell = new ProcessBuilder("sh", "-c", example.command());
      shell.environment().put("ENDPOINT", api.endpoint().toString());
      shell.environment().put("TOKEN", system.apiToken());
      Process process = shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      assertThat(JsonCodec.read(answer)).as(example.command()).isEqualTo(example.answer());
    }
    onHandIs("NY01", "2050000100017", -1);
    onHandIs("NV01", "2050000100024", 1);
  }

  @Test
  @Order(3)
  void theOpenApiDocumentMatchesTheAnswers() throws Exception {
    JsonNode document =
        JsonCodec.MAPPER.valueToTree(
            new Yaml()
                .<Map<String, Object>>load(Files.readString(ROOT.resolve("infra/openapi.yaml"))));
    assertThat(document.path("paths").properties().stream().map(Map.Entry::getKey))
        .containsExactlyElementsOf(
            system.template().functions().stream()
                .flatMap(function -> function.routes().stream())
                .map(route -> route.path())
                .distinct()
                .toList());
    JsonNode movement = document.at("/components/schemas/Movement");
    assertThat(texts(movement.at("/properties/varianceReasonId/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(VarianceReason.values()).map(VarianceReason::name).toList());
    String whole =
        """
        {"facilityId":"NY01","availableDelta":0,"idType":"UPCA","idValue":"2050000100017",\
        "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE","eventId":"openapi",\
        "eventTime":"2026-11-24T15:04:05Z"}\
        """;
    JsonNode echo = JsonCodec.read(post(whole).body());
    assertThat(movement.path("properties").properties().stream().map(Map.Entry::getKey))
        .as("every field that is read is echoed")
        .allMatch(echo::has);
    Set<String> required = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : movement.path("properties").properties()) {
      HttpResponse<String> without = post(without(whole, field.getKey()));
      if (without.statusCode() == 400) {
        required.add(field.getKey());
      }
    }
    assertThat(texts(movement.path("required"))).containsExactlyInAnyOrderElementsOf(required);
    for (String idType : texts(movement.at("/properties/idType/enum"))) {
      assertThat(post(without(whole, "eventId").replace("UPCA", idType)).statusCode())
          .isEqualTo(200);
    }
    JsonNode responses = document.at("/paths").path(PATH).at("/post/responses");
    Set<String> errors = new TreeSet<>();
    for (Map.Entry<Integer, HttpResponse<String>> answer : answers(whole).entrySet()) {
      assertThat(answer.getValue().statusCode()).isEqualTo(answer.getKey());
      assertThat(responses.has(answer.getKey().toString())).isTrue();
      JsonNode body = JsonCodec.read(answer.getValue().body());
      if (body.has("error")) {
        errors.add(body.path("error").asText());
      }
    }
    assertThat(texts(document.at("/components/schemas/Error/properties/error/enum")))
        .as("METHOD_NOT_ALLOWED and UNAVAILABLE cannot occur here")
        .containsAll(errors)
        .hasSize(errors.size() + 2);
    assertThat(responses.size()).isEqualTo(answers(whole).size() + 2);
  }

  @Test
  @Order(4)
  void undeclaredRoutesAreNotForwarded() throws Exception {
    HttpRequest get = HttpRequest.newBuilder(URI.create(api.endpoint() + PATH)).GET().build();
    assertThat(HTTP.send(get, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    HttpRequest elsewhere =
        HttpRequest.newBuilder(URI.create(api.endpoint() + "/api"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(HTTP.send(elsewhere, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(403);
  }

  @Test
  @Order(5)
  void theSampleEventIsAnswered() throws Exception {
    String event =
        Files.readString(ROOT.resolve("events/update-inventory.json"))
            .replace("the-token", system.apiToken());
    JsonNode answer =
        JsonCodec.read(
            system.invoke("UpdateInventoryFunction", event.getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.path("statusCode").asInt())
        .as("README's event id with another time of day")
        .isEqualTo(409);
    answer =
        JsonCodec.read(
            system.invoke(
                "UpdateInventoryFunction",
                event.replace("till7-4711", "sample").getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
  }

  @Test
  @Order(6)
  void theRoleAllowsNothingThatIsNotUsed() {
    Set<String> used = new TreeSet<>();
    system.roles().get("UpdateInventoryFunction").used().forEach(it -> used.add(it.sid()));
    assertThat(system.roles().get("UpdateInventoryFunction").statements())
        .filteredOn(statement -> !used.contains(statement.sid()))
        .isEmpty();
  }

  private static Map<Integer, HttpResponse<String>> answers(String whole) throws Exception {
    String entry = without(whole, "eventId");
    return Map.of(
        200, post(whole),
        207, post("[" + entry + ",7]"),
        400, post("{"),
        401,
            HTTP.send(
                HttpRequest.newBuilder(URI.create(api.endpoint() + PATH))
                    .POST(HttpRequest.BodyPublishers.ofString(whole))
                    .build(),
                HttpResponse.BodyHandlers.ofString()),
        404, post(entry.replace("NY01", "nowhere")),
        409, post(whole.replace(":0,", ":1,")),
        413, post("[" + (entry + ",").repeat(100) + entry + "]"),
        422, post(entry.replace("POS_SALE", "VAR_INTEGR")));
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(api.endpoint() + PATH))
            .header("Authorization", "Bearer " + system.apiToken())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String without(String object, String field) throws JsonProcessingException {
    ObjectNode node = (ObjectNode) JsonCodec.read(object);
    node.remove(field);
    return node.toString();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static void onHandIs(String store, String upca, long units) {
    assertThat(system.wiring().ledger().find(StockKey.of(store, upca)).map(StockRecord::onHand))
        .contains(StockQuantity.of(units));
  }

  private static void put(String key, String content) {
    system
        .s3()
        .putObject(it -> it.bucket(system.bucket()).key(key), RequestBody.fromString(content));
  }

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    Iterator<DocumentExamples.Block> blocks = DocumentExamples.blocks().iterator();
    while (blocks.hasNext()) {
      DocumentExamples.Block block = blocks.next();
      String command = block.text();
      if (block.language().equals("sh")
          && command.startsWith("curl ")
          && command.contains("$ENDPOINT")) {
        DocumentExamples.Block answer = blocks.next();
        assertThat(answer.language()).isEqualTo("json");
        examples.add(new Example(command, JsonCodec.read(answer.text())));
      }
    }
    return examples;
  }

  /** Method, address, headers and body of the command. */
  private static HttpRequest request(String command) {
    String text =
        command
            .replace("$ENDPOINT", api.endpoint().toString())
            .replace("$TOKEN", system.apiToken());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(only(text, "\"(http[^\"]*)\"")))
            .method(
                only(text, "-X (\\w+)"),
                HttpRequest.BodyPublishers.ofString(only(text, "-d '([^']*)'")));
    Matcher headers = Pattern.compile("-H (['\"])([^:]+): (.*?)\\1").matcher(text);
    while (headers.find()) {
      request.header(headers.group(2), headers.group(3));
    }
    return request.build();
  }

  private static String only(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
