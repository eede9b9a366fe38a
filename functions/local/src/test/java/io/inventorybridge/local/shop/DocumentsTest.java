// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import io.inventorybridge.shopify.GraphQlOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validates the documents of the project and of its tests against Shopify's own schema. */
class DocumentsTest {
  private static final Path SENT =
      Path.of("../handlers/src/main/resources/io/inventorybridge/shopify");
  private static final GraphQLSchema SCHEMA = schema();

  @ParameterizedTest
  @EnumSource
  void everyDocumentThatIsSentIsValid(GraphQlOperation operation) {
    assertThat(errors(operation.document())).isEmpty();
  }

  @Test
  void thereIsNoDocumentBesideThose() throws IOException {
    try (Stream<Path> files = Files.walk(SENT)) {
      List<String> packed =
          files
              .filter(Files::isRegularFile)
              .map(file -> SENT.relativize(file).toString().replace('\\', '/'))
              .toList();
      assertThat(packed)
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(GraphQlOperation.values()).map(GraphQlOperation::file).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noDocumentAsksForTheCustomer(GraphQlOperation operation) {
    assertThat(operation.document().toLowerCase(Locale.ROOT).replaceAll("#.*", ""))
        .doesNotContain("customer", "email", "phone", "address", "firstname", "lastname", "note");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void theDocumentsOfTheTestsAreValid(String file) throws IOException {
    assertThat(errors(TestDocuments.read("accepted/" + file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RemovedCompareArguments", "FieldThatIsNotThere"})
  void documentsThatTheSchemaForbidsAreFound(String name) throws IOException {
    assertThat(errors(TestDocuments.read("refused/" + name + ".graphql"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WithoutKey", "OrdersWithEverything", "RefundsInBulk"})
  void documentsThatOnlyTheShopRefusesAreValid(String name) throws IOException {
    assertThat(errors(TestDocuments.read("refused/" + name + ".graphql"))).isEmpty();
  }

  static List<String> accepted() throws IOException {
    return TestDocuments.names("accepted");
  }

  private static List<ValidationError> errors(String document) {
    return new Validator().validateDocument(SCHEMA, Parser.parse(document), Locale.ENGLISH);
  }

  private static GraphQLSchema schema() {
    try (var in = DocumentsTest.class.getResourceAsStream("/shopify/admin-2026-10.graphql")) {
      return UnExecutableSchemaGenerator.makeUnExecutableSchema(
          new SchemaParser().parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
