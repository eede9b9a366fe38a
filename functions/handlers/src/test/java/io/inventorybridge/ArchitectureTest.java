// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each vendor's library is used in one package; only the wiring may name them. */
@AnalyzeClasses(packages = "io.inventorybridge", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {
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

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.inventorybridge.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheSyncFormNoCycle =
      slices().matching("io.inventorybridge.sync.(*)..").should().beFreeOfCycles();

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
}
