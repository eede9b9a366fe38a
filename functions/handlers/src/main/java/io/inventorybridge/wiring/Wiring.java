// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.csv.CsvSheets;
import io.inventorybridge.dynamodb.DynamoCatalog;
import io.inventorybridge.dynamodb.DynamoFacilities;
import io.inventorybridge.facilities.Facilities;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.facilities.ImportingFacilities;
import io.inventorybridge.files.Files;
import io.inventorybridge.json.FacilitiesJson;
import io.inventorybridge.json.SettingsJson;
import io.inventorybridge.s3.S3Files;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private final Latest<CatalogIndex> catalogIndex =
      new Latest<>(ImportingCatalog.INDEX, CatalogIndex::readFrom);
  private final Latest<FacilityDirectory> facilityDirectory =
      new Latest<>(ImportingFacilities.INDEX, in -> new FacilitiesJson().read(in.readAllBytes()));
  private final Map<String, Latest<Settings.Layer>> settings = new ConcurrentHashMap<>();

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

  public Catalog catalog() {
    return new DynamoCatalog(dynamoDb(), environment.get(Environment.CATALOG_TABLE));
  }

  public Facilities facilities() {
    return new DynamoFacilities(dynamoDb(), environment.get(Environment.FACILITY_TABLE));
  }

  public ImportingCatalog importingCatalog() {
    return new ImportingCatalog(files(), new CsvSheets(), catalog());
  }

  public ImportingFacilities importingFacilities() {
    return new ImportingFacilities(files(), new CsvSheets(), facilities(), new FacilitiesJson());
  }

  /** The filter's index as it is now; empty before the first import of a catalogue. */
  public Optional<CatalogIndex> catalogIndex() {
    return catalogIndex.in(files());
  }

  /** The facilities as they are now; knows nobody before the first import. */
  public FacilityDirectory facilityDirectory() {
    return facilityDirectory.in(files()).orElseGet(() -> FacilityDirectory.of(List.of()));
  }

  /**
   * The settings of a source as they are now: its own over the installation's.
   *
   * @throws IllegalSettings when a file has an unknown name or a bad value
   */
  public Settings settings(String source) {
    Files files = files();
    return Settings.of(
        Stream.of("installation", source)
            .map(name -> "settings/" + name + ".json")
            .flatMap(key -> settings.computeIfAbsent(key, Wiring::layer).in(files).stream())
            .toList());
  }

  private static Latest<Settings.Layer> layer(String key) {
    return new Latest<>(key, in -> SettingsJson.layer(key, in.readAllBytes()));
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
