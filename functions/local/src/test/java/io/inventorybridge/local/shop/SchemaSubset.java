// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.Field;
import graphql.language.FieldDefinition;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.OperationDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.parser.Parser;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reduces a whole schema to the needs of a set of documents: the types they reach, with the
 * selected fields and every plain value, all arguments, and complete input types and enums. Run by
 * hand when a document needs more: {@code SchemaSubset WHOLE OUT FOLDER...}.
 */
final class SchemaSubset {
  private static final Set<String> BUILT_IN = Set.of("Int", "Float", "String", "Boolean", "ID");

  private final TypeDefinitionRegistry whole;
  private final Map<String, Set<String>> fields = new HashMap<>();
  private final Set<String> values = new TreeSet<>();

  private SchemaSubset(TypeDefinitionRegistry whole) {
    this.whole = whole;
  }

  public static void main(String[] arguments) throws IOException {
    SchemaSubset subset =
        new SchemaSubset(new SchemaParser().parse(Files.readString(Path.of(arguments[0]))));
    for (String folder : List.of(arguments).subList(2, arguments.length)) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(it -> it.toString().endsWith(".graphql")).toList()) {
          subset.take(Parser.parse(Files.readString(file)));
        }
      }
    }
    Files.writeString(Path.of(arguments[1]), subset.print());
  }

  private void take(Document document) {
    for (Definition<?> definition : document.getDefinitions()) {
      if (definition instanceof OperationDefinition operation) {
        boolean query = operation.getOperation() == OperationDefinition.Operation.QUERY;
        operation.getVariableDefinitions().forEach(it -> value(it.getType()));
        take(query ? "QueryRoot" : "Mutation", operation.getSelectionSet());
      } else if (definition instanceof FragmentDefinition fragment) {
        take(fragment.getTypeCondition().getName(), fragment.getSelectionSet());
      }
    }
  }

  private void take(String type, SelectionSet selections) {
    Set<String> used = fields.computeIfAbsent(type, it -> new HashSet<>());
    selections
        .getSelections()
        .forEach(
            selection -> {
              switch (selection) {
                case Field field ->
                    definition(type, field.getName())
                        .ifPresent(
                            found -> {
                              used.add(field.getName());
                              if (field.getSelectionSet() != null) {
                                take(name(found.getType()), field.getSelectionSet());
                              }
                            });
                case InlineFragment fragment ->
                    take(fragment.getTypeCondition().getName(), fragment.getSelectionSet());
                default -> throw new IllegalArgumentException("spreads are not used here");
              }
            });
  }

  private Optional<FieldDefinition> definition(String type, String field) {
    return fieldsOf(type).stream().filter(it -> it.getName().equals(field)).findFirst();
  }

  private List<FieldDefinition> fieldsOf(String type) {
    TypeDefinition<?> found = whole.getTypeOrNull(type);
    if (found instanceof ObjectTypeDefinition object) {
      return object.getFieldDefinitions();
    }
    return found instanceof InterfaceTypeDefinition anInterface
        ? anInterface.getFieldDefinitions()
        : List.of();
  }

  private String print() {
    connections();
    Map<String, String> printed = new TreeMap<>();
    for (String type : Set.copyOf(fields.keySet())) {
      printed.put(type, AstPrinter.printAst(cut(type)));
    }
    for (String type : List.copyOf(values)) {
      printed.put(type, AstPrinter.printAst(plain(found(type))));
    }
    String directives =
        "directive @idempotent(key: String!) on FIELD\n\n"
            + "schema {\n  query: QueryRoot\n  mutation: Mutation\n}\n\n";
    return directives + printed.values().stream().collect(Collectors.joining("\n\n")) + "\n";
  }

  // Both ways of selecting a connection are treated alike.
  private void connections() {
    for (String type : Set.copyOf(fields.keySet())) {
      if (type.endsWith("Connection")) {
        for (FieldDefinition field : fieldsOf(type)) {
          fields.get(type).add(field.getName());
          String of = name(field.getType());
          if (!fieldsOf(of).isEmpty()) {
            Set<String> used = fields.computeIfAbsent(of, it -> new HashSet<>());
            if (of.endsWith("Edge")) {
              used.add("node");
            }
          }
        }
      }
    }
  }

  private TypeDefinition<?> cut(String type) {
    List<FieldDefinition> kept =
        fieldsOf(type).stream()
            .filter(it -> kept(type, it))
            .map(SchemaSubset::shortReason)
            .toList();
    for (FieldDefinition field : kept) {
      value(field.getType());
      field.getInputValueDefinitions().forEach(it -> value(it.getType()));
    }
    return switch (found(type)) {
      case ObjectTypeDefinition object ->
          object.transform(
              it -> it.fieldDefinitions(kept).implementz(interfaces(object.getImplements())));
      case InterfaceTypeDefinition anInterface ->
          anInterface.transform(
              it -> it.definitions(kept).implementz(interfaces(anInterface.getImplements())));
      default -> throw new IllegalArgumentException(type + " is not a type with fields");
    };
  }

  @SuppressWarnings("rawtypes") // as the library has it
  private List<Type> interfaces(List<Type> all) {
    return all.stream().filter(it -> fields.containsKey(name(it))).toList();
  }

  private boolean kept(String type, FieldDefinition field) {
    TypeDefinition<?> of = whole.getTypeOrNull(name(field.getType()));
    boolean plain = BUILT_IN.contains(name(field.getType())) || of instanceof ScalarTypeDefinition;
    boolean root = type.equals("QueryRoot") || type.equals("Mutation");
    return fields.get(type).contains(field.getName()) || plain && !root;
  }

  // The reasons quote the documentation at length; the deprecation itself is enough.
  private static FieldDefinition shortReason(FieldDefinition field) {
    List<Directive> directives =
        field.getDirectives().stream()
            .map(
                it ->
                    it.getName().equals("deprecated")
                        ? Directive.newDirective()
                            .name("deprecated")
                            .argument(
                                Argument.newArgument("reason", StringValue.of("deprecated"))
                                    .build())
                            .build()
                        : it)
            .toList();
    return field.transform(it -> it.directives(directives));
  }

  private static TypeDefinition<?> plain(TypeDefinition<?> type) {
    return switch (type) {
      case EnumTypeDefinition anEnum ->
          anEnum.transform(
              it ->
                  it.enumValueDefinitions(
                      anEnum.getEnumValueDefinitions().stream()
                          .map(value -> value.transform(v -> v.directives(List.of())))
                          .toList()));
      default -> type;
    };
  }

  private void value(Type<?> type) {
    String name = name(type);
    if (BUILT_IN.contains(name) || fields.containsKey(name) || values.contains(name)) {
      return;
    }
    switch (found(name)) {
      case ScalarTypeDefinition scalar -> values.add(name);
      case EnumTypeDefinition anEnum -> values.add(name);
      case InputObjectTypeDefinition input -> {
        values.add(name);
        for (InputValueDefinition field : input.getInputValueDefinitions()) {
          value(field.getType());
        }
      }
      default -> throw new IllegalArgumentException("not reached by a field: " + name);
    }
  }

  private TypeDefinition<?> found(String type) {
    return Optional.<TypeDefinition<?>>ofNullable(whole.getTypeOrNull(type))
        .orElseThrow(() -> new IllegalArgumentException(type + " is not in the whole schema"));
  }

  private static String name(Type<?> type) {
    return switch (type) {
      case NonNullType nonNull -> name(nonNull.getType());
      case ListType list -> name(list.getType());
      case TypeName named -> named.getName();
      default -> throw new IllegalArgumentException("an unknown kind of type: " + type);
    };
  }
}
