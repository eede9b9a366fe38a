// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each vendor's library is used in one package; only the wiring may name them. */
@ArchTag("exhaustive")
@AnalyzeClasses(packages = "io.inventorybridge", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {
  private static final String ROOT = "io.inventorybridge";

  @ArchTest
  static final ArchRule s3IsSpokenInOnePackage =
      onlyIn("software.amazon.awssdk.services.s3..", "..s3..", "..wiring..");

  @ArchTest
  static final ArchRule dynamoDbIsSpokenInOnePackage =
      onlyIn("software.amazon.awssdk.services.dynamodb..", "..dynamodb..", "..wiring..");

  @ArchTest
  static final ArchRule secretsAreReadInOnePackage =
      onlyIn("software.amazon.awssdk.services.secretsmanager..", "..secrets..", "..wiring..");

  @ArchTest
  static final ArchRule peopleAreToldInOnePackage =
      onlyIn("software.amazon.awssdk.services.sns..", "..sns..", "..wiring..");

  @ArchTest
  static final ArchRule metricsAreWrittenInOnePackage =
      onlyIn("software.amazon.lambda.powertools.metrics..", "..metrics..");

  @ArchTest
  static final ArchRule theLogIsWrittenInOnePackage =
      onlyIn("software.amazon.lambda.powertools.logging..", "..log..");

  @ArchTest static final ArchRule noOtherLogIsWritten = onlyIn("org.slf4j..", "..log..");

  @ArchTest
  static final ArchRule csvIsSpokenInOnePackage = onlyIn("org.apache.commons.csv..", "..csv..");

  @ArchTest
  static final ArchRule jsonIsSpokenInOnePackageByTheFunctionsAndToTheShop =
      onlyIn("com.fasterxml.jackson..", "..json..", "..handlers..", "..shopify..");

  @ArchTest
  static final ArchRule httpIsSpokenToTheShopOnly = onlyIn("java.net.http..", "..shopify..");

  @ArchTest
  static final ArchRule lambdaIsSpokenByTheFunctions =
      onlyIn("com.amazonaws.services.lambda..", "io.inventorybridge.handlers..", "..log..");

  @ArchTest
  static final ArchRule adaptersDoNotKnowTheFunctions =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.inventorybridge.handlers..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.inventorybridge.handlers..");

  @ArchTest static final ArchRule packagesOfOneWordFormNoCycle = freeOfCycles(1);
  @ArchTest static final ArchRule packagesOfTwoWordsFormNoCycle = freeOfCycles(2);
  @ArchTest static final ArchRule packagesFormNoCycle = freeOfCycles(Integer.MAX_VALUE);

  /** The arrows of the package map in infra/docs/architecture.md. */
  @ArchTest static final ArchRule stockKnowsNothingElse = uses("stock", "support");

  @ArchTest static final ArchRule supportKnowsNothingElse = uses("support");
  @ArchTest static final ArchRule settingsStandOnStock = uses("settings", "stock", "support");

  @ArchTest
  static final ArchRule masterDataStandsOnStock =
      uses("masterdata", "settings", "stock", "support");

  @ArchTest static final ArchRule theLedgerStandsOnStock = uses("ledger", "stock", "support");

  @ArchTest
  static final ArchRule rulesStandOnMasterData = uses("rules", "masterdata", "stock", "support");

  @ArchTest
  static final ArchRule ordersStandOnTheLedger =
      uses("orders", "ledger", "masterdata", "settings", "stock", "support");

  @ArchTest
  static final ArchRule deliveriesStandOnTheLedger =
      uses("delivery", "ledger", "masterdata", "settings", "stock", "support");

  @ArchTest
  static final ArchRule movementsStandOnTheLedger =
      uses("pos", "ledger", "masterdata", "stock", "support");

  @ArchTest
  static final ArchRule backfillStandsOnDeliveries =
      uses("backfill", "delivery", "masterdata", "orders", "settings", "stock", "support");

  @ArchTest
  static final ArchRule availabilityStandsOnLedgerAndRules =
      uses(
          "availability",
          "backfill",
          "ledger",
          "masterdata",
          "orders",
          "rules",
          "settings",
          "stock",
          "support");

  @ArchTest
  static final ArchRule publishingStandsOnAvailability =
      uses("shopsync", "availability", "delivery", "masterdata", "settings", "stock", "support");

  @ArchTest
  static final ArchRule reportingIsUsedByNoOtherPackageOfCore =
      uses(
          "reporting",
          "delivery",
          "ledger",
          "masterdata",
          "pos",
          "settings",
          "shopsync",
          "stock",
          "support");

  /** Excludes tests, also those of core, which are in a jar. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  private static ArchRule onlyIn(String vendor, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor);
  }

  // A package of core depends on these, on itself, and on the JDK.
  private static ArchRule uses(String name, String... others) {
    List<String> allowed = new ArrayList<>(List.of("java..", ROOT + "." + name + ".."));
    Stream.of(others).map(other -> ROOT + "." + other + "..").forEach(allowed::add);
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new));
  }

  // Packages are taken together by their first words.
  private static ArchRule freeOfCycles(int words) {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.startsWith(ROOT + ".")
                    ? SliceIdentifier.of(
                        Stream.of(name.substring(ROOT.length() + 1).split("\\."))
                            .limit(words)
                            .collect(Collectors.joining(".")))
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages by their first words";
              }
            })
        .should()
        .beFreeOfCycles();
  }
}
