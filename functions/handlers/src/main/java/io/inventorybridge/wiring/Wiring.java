// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.files.Files;
import io.inventorybridge.s3.S3Files;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the functions are made of: each adapter is built at its first use, so that a function starts
 * no client it does not need. Thread-safe once built; the clients live as long as the function.
 */
public final class Wiring {
  private final Environment environment;
  private final Supplier<S3Client> s3;
  private final Supplier<DynamoDbClient> dynamoDb;
  private final Clock clock;

  public Wiring(
      Environment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Clock clock) {
    this.environment = environment;
    this.s3 = new Once<>(s3);
    this.dynamoDb = new Once<>(dynamoDb);
    this.clock = clock;
  }

  /** As deployed: the environment of this function, the clients of its region. */
  public static Wiring ofThisFunction() {
    Environment environment = Environment.ofThisFunction();
    return new Wiring(
        environment,
        () -> s3Client(environment.has(Environment.ENDPOINT)),
        Wiring::dynamoDbClient,
        Clock.systemUTC());
  }

  public Environment environment() {
    return environment;
  }

  public Clock clock() {
    return clock;
  }

  public S3Client s3() {
    return s3.get();
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  public Files files() {
    return new S3Files(s3(), environment.get(Environment.BUCKET));
  }

  // Another endpoint than AWS's own (AWS_ENDPOINT_URL, read by the SDK) is addressed by path.
  private static S3Client s3Client(boolean byPath) {
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(60)))
        .forcePathStyle(byPath)
        .build();
  }

  private static DynamoDbClient dynamoDbClient() {
    return DynamoDbClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
        .build();
  }

  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @org.jspecify.annotations.Nullable T made;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      T there = made;
      if (there != null) {
        return there;
      }
      synchronized (this) {
        there = made;
        if (there == null) {
          there = maker.get();
          made = there;
        }
        return there;
      }
    }
  }
}
