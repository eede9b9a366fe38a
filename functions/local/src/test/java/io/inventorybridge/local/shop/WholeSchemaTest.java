// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.NamedNode;
import graphql.language.TypeDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares every document of the project, and the packed part of the schema, with the whole schema.
 */
class WholeSchemaTest {
  private static final Path PROJECT = Path.of("../..");
  private static final TypeDefinitionRegistry WHOLE =
      new SchemaParser().parse(read("/shopify/admin-2026-10-whole.graphql.gz"));
  private static final GraphQLSchema SCHEMA =
      UnExecutableSchemaGenerator.makeUnExecutableSchema(WHOLE);

  @ParameterizedTest
  @MethodSource("documents")
  void everyDocumentOfTheProjectIsValid(Path document) throws IOException {
    assertThat(errors(Files.readString(document))).isEmpty();
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve("functions"))) {
      List<Path> documents =
          files
              .filter(file -> file.toString().endsWith(".graphql"))
              .filter(file -> parts(file).noneMatch(it -> it.equals("target")))
              .filter(file -> parts(file).noneMatch(it -> it.equals("refused")))
              .filter(file -> !file.endsWith("admin-2026-10.graphql"))
              .sorted()
              .toList();
      assertThat(documents).hasSizeGreaterThan(20);
      return documents;
    }
  }

  private static Stream<String> parts(Path file) {
    return Stream.iterate(file, it -> it != null, Path::getParent)
        .map(it -> String.valueOf(it.getFileName()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RemovedCompareArguments", "FieldThatIsNotThere"})
  void documentsThatTheSchemaForbidsAreInvalid(String name) throws IOException {
    assertThat(errors(TestDocuments.read("refused/" + name + ".graphql"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WithoutKey", "OrdersWithEverything", "RefundsInBulk"})
  void documentsThatOnlyTheShopRefusesAreValid(String name) throws IOException {
    assertThat(errors(TestDocuments.read("refused/" + name + ".graphql"))).isEmpty();
  }

  @Test
  void thePackedPartContainsOnlyDefinitionsOfTheWholeSchema() {
    TypeDefinitionRegistry part = new SchemaParser().parse(read("/shopify/admin-2026-10.graphql"));
    List<String> differences = new ArrayList<>();
    for (TypeDefinition<?> type : part.types().values()) {
      TypeDefinition<?> same = WHOLE.getTypeOrNull(type.getName());
      if (same == null || same.getClass() != type.getClass()) {
        differences.add(type.getName());
      } else {
        compare(type, same, differences);
      }
    }
    assertThat(part.types()).hasSizeGreaterThan(100);
    assertThat(part.scalars().keySet()).allMatch(name -> WHOLE.scalars().containsKey(name));
    assertThat(differences).isEmpty();
  }

  // Output types may be partial; input types must be complete.
  private static void compare(
      TypeDefinition<?> type, TypeDefinition<?> whole, List<String> differences) {
    String name = type.getName();
    switch (type) {
      case ImplementingTypeDefinition<?> object -> {
        Map<String, FieldDefinition> there =
            byName(((ImplementingTypeDefinition<?>) whole).getFieldDefinitions());
        for (FieldDefinition field : object.getFieldDefinitions()) {
          String said = signature(field);
          if (!Optional.ofNullable(there.get(field.getName()))
              .map(WholeSchemaTest::signature)
              .equals(Optional.of(said))) {
            differences.add(name + "." + said);
          }
        }
      }
      case InputObjectTypeDefinition input -> {
        if (!values(input.getInputValueDefinitions())
            .equals(values(((InputObjectTypeDefinition) whole).getInputValueDefinitions()))) {
          differences.add(name);
        }
      }
      case EnumTypeDefinition choice -> {
        if (!names(choice).equals(names((EnumTypeDefinition) whole))) {
          differences.add(name);
        }
      }
      default -> {
        // Scalars have only a name; unions are reduced like objects.
      }
    }
  }

  private static <N extends NamedNode<N>> Map<String, N> byName(List<N> nodes) {
    return nodes.stream().collect(Collectors.toMap(NamedNode::getName, Function.identity()));
  }

  private static String signature(FieldDefinition field) {
    return field.getName()
        + values(field.getInputValueDefinitions())
        + ":"
        + AstPrinter.printAst(field.getType());
  }

  private static List<String> values(List<InputValueDefinition> values) {
    return values.stream()
        .map(
            it ->
                it.getName()
                    + ":"
                    + AstPrinter.printAst(it.getType())
                    + (it.getDefaultValue() == null
                        ? ""
                        : "=" + AstPrinter.printAst(it.getDefaultValue())))
        .sorted()
        .toList();
  }

  private static List<String> names(EnumTypeDefinition choice) {
    return choice.getEnumValueDefinitions().stream()
        .map(EnumValueDefinition::getName)
        .sorted()
        .toList();
  }

  private static List<ValidationError> errors(String document) {
    return new Validator().validateDocument(SCHEMA, Parser.parse(document), Locale.ENGLISH);
  }

  private static String read(String resource) {
    try (InputStream packed = WholeSchemaTest.class.getResourceAsStream(resource);
        InputStream in = resource.endsWith(".gz") ? new GZIPInputStream(packed) : packed) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
