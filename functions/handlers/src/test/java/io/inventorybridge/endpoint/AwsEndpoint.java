// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.endpoint;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS endpoint of the adapter tests, from the system property {@code bridge.endpoint}. Without
 * it, servers in this JVM; {@code container}, LocalStack in a container started for this JVM; an
 * address, a running AWS-compatible endpoint, with any credentials.
 *
 * <p>At the start the missing services of the endpoint are determined: tests that need them are
 * skipped, and a line on stdout names them.
 */
public final class AwsEndpoint {
  /** The last image that starts without a token. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static final String SETTING = "bridge.endpoint";
  private static final String CONTAINER = "container";
  // Takes seconds on an idle machine, minutes on a busy one.
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  // The functions' answers to state machines, for the module with such tests.
  private static final String ANSWERS = "statemachines.json";

  /** The services that tests need. */
  public enum Service {
    S3,
    DYNAMODB,
    SECRETS_MANAGER,
    SQS,
    SNS,
    EVENTBRIDGE,
    STEP_FUNCTIONS
  }

  private static final class Started {
    static final AwsEndpoint ENDPOINT = start();
  }

  private final URI address;
  private final Map<Service, String> lacking = new EnumMap<>(Service.class);

  private AwsEndpoint(URI address) {
    this.address = address;
  }

  /** The configured endpoint; empty for the servers in this JVM. */
  public static Optional<AwsEndpoint> configured() {
    return System.getProperty(SETTING, "").isBlank()
        ? Optional.empty()
        : Optional.of(Started.ENDPOINT);
  }

  private static AwsEndpoint start() {
    String setting = System.getProperty(SETTING);
    AwsEndpoint endpoint =
        new AwsEndpoint(setting.equals(CONTAINER) ? container() : URI.create(setting));
    endpoint.ask(
        Map.of(
            Service.S3, () -> endpoint.s3().listBuckets(),
            Service.DYNAMODB, () -> endpoint.dynamoDb().listTables(),
            Service.SECRETS_MANAGER, () -> endpoint.secrets().listSecrets(),
            Service.SQS, () -> endpoint.to(SqsClient.builder()).build().listQueues(),
            Service.SNS, () -> endpoint.to(SnsClient.builder()).build().listTopics(),
            Service.EVENTBRIDGE,
                () -> endpoint.to(EventBridgeClient.builder()).build().listRules(all -> {}),
            Service.STEP_FUNCTIONS,
                () -> endpoint.to(SfnClient.builder()).build().listStateMachines()));
    return endpoint;
  }

  private static URI container() {
    boolean engine =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    if (!engine || !DockerClientFactory.instance().isDockerAvailable()) {
      System.out.println("not proven here, no container engine: the adapters on LocalStack");
      Assumptions.abort("there is no container engine");
    }
    LocalStackContainer container = new LocalStackContainer(IMAGE);
    container.withStartupTimeout(LONGEST_START);
    if (AwsEndpoint.class.getResource("/" + ANSWERS) != null) {
      container.withCopyFileToContainer(
          MountableFile.forClasspathResource(ANSWERS), "/tmp/" + ANSWERS);
      container.withEnv("SFN_MOCK_CONFIG", "/tmp/" + ANSWERS);
    }
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    return container.getEndpoint();
  }

  /**
   * Checks that services exist, by one call each that changes nothing.
   *
   * @param calls the call for each service
   */
  public void ask(Map<Service, Runnable> calls) {
    calls.forEach(
        (service, call) -> {
          try {
            call.run();
          } catch (SdkException e) {
            lacking.put(service, String.valueOf(e.getMessage()));
          }
        });
    if (!lacking.isEmpty()) {
      System.out.println(
          lacking.entrySet().stream()
              .map(it -> it.getKey() + " (" + it.getValue() + ")")
              .collect(Collectors.joining(", ", "not proven here, " + address + " lacks: ", "")));
    }
  }

  /** Skips a test if the service is missing. */
  public void require(Service service) {
    String why = lacking.get(service);
    Assumptions.assumeTrue(why == null, () -> service + " is lacking: " + why);
  }

  public URI address() {
    return address;
  }

  /** A unique name at this endpoint. */
  public static String unique(String kind) {
    return kind + "-" + UUID.randomUUID();
  }

  public S3Client s3() {
    return to(S3Client.builder()).forcePathStyle(true).build();
  }

  public DynamoDbClient dynamoDb() {
    return to(DynamoDbClient.builder()).build();
  }

  public SecretsManagerClient secrets() {
    return to(SecretsManagerClient.builder()).build();
  }

  /** A client of this endpoint. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B to(B builder) {
    return builder
        .endpointOverride(address)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  private static AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  }
}
