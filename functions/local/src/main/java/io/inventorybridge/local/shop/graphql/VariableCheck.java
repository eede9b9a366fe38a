// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import graphql.language.AstPrinter;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validates variables before execution, with Shopify's recorded messages. */
public final class VariableCheck {
  private static final int MOST = 250;

  private final GraphQLSchema schema;
  private final List<Problem> problems = new ArrayList<>();

  private record Problem(List<String> path, String explanation) {}

  private VariableCheck(GraphQLSchema schema) {
    this.schema = schema;
  }

  /** The first error, as a reply shows it. */
  public static Optional<Map<String, Object>> error(
      GraphQLSchema schema, OperationDefinition operation, Map<String, Object> variables) {
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      Object value = variables.get(variable.getName());
      Optional<Integer> longest = longest(value);
      if (longest.isPresent()) {
        return Optional.of(
            GraphQlEngine.error(
                "The input array size of %d is greater than the maximum allowed of %d."
                    .formatted(longest.get(), MOST),
                "MAX_INPUT_SIZE_EXCEEDED"));
      }
      VariableCheck judged = new VariableCheck(schema);
      boolean required = variable.getType() instanceof NonNullType;
      if (value == null && required && variable.getDefaultValue() == null) {
        judged.problems.add(new Problem(List.of(), "Expected value to not be null"));
      } else if (value != null) {
        judged.judge(judged.type(variable.getType()), value, List.of());
      }
      if (!judged.problems.isEmpty()) {
        return Optional.of(judged.errorReply(variable, value));
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> longest(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.size() > MOST
          ? Optional.of(list.size())
          : list.stream().flatMap(it -> longest(it).stream()).findFirst();
    }
    return value instanceof Map<?, ?> object
        ? object.values().stream().flatMap(it -> longest(it).stream()).findFirst()
        : Optional.empty();
  }

  private Map<String, Object> errorReply(VariableDefinition variable, @Nullable Object value) {
    String sentence =
        problems.stream()
            .map(
                it ->
                    (it.path().isEmpty() ? "" : " for " + String.join(".", it.path()))
                        + " ("
                        + it.explanation()
                        + ")")
            .collect(Collectors.joining(","));
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("code", "INVALID_VARIABLE");
    extensions.put("value", value == null ? "null" : value);
    extensions.put(
        "problems",
        problems.stream()
            .map(it -> Map.of("path", it.path(), "explanation", it.explanation()))
            .toList());
    Map<String, Object> error = new LinkedHashMap<>();
    error.put(
        "message",
        "Variable $%s of type %s was provided invalid value%s"
            .formatted(variable.getName(), AstPrinter.printAst(variable.getType()), sentence));
    error.put("extensions", extensions);
    return error;
  }

  private GraphQLType type(Type<?> written) {
    return switch (written) {
      case NonNullType nonNull -> type(nonNull.getType());
      case ListType list -> GraphQLList.list(type(list.getType()));
      case TypeName named -> Optional.ofNullable(schema.getType(named.getName())).orElseThrow();
      default -> throw new IllegalStateException("an unknown kind of type");
    };
  }

  private void judge(GraphQLType of, Object value, List<String> path) {
    GraphQLType type = of instanceof GraphQLNonNull nonNull ? nonNull.getWrappedType() : of;
    if (type instanceof GraphQLList list && value instanceof List<?> values) {
      for (int i = 0; i < values.size(); i++) {
        child(list.getWrappedType(), values.get(i), path, Integer.toString(i));
      }
    } else if (type instanceof GraphQLInputObjectType object && value instanceof Map<?, ?> given) {
      for (Object name : given.keySet()) {
        if (object.getField(name.toString()) == null) {
          problem(path, name.toString(), "Field is not defined on " + object.getName());
        }
      }
      for (GraphQLInputObjectField field : object.getFields()) {
        if (given.containsKey(field.getName())) {
          child(field.getType(), given.get(field.getName()), path, field.getName());
        } else if (field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue()) {
          problem(path, field.getName(), "Expected value to not be null");
        }
      }
    }
  }

  private void child(GraphQLType type, Object value, List<String> path, String name) {
    if (value != null) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(name);
      judge(type, value, deeper);
    } else if (type instanceof GraphQLNonNull) {
      problem(path, name, "Expected value to not be null");
    }
  }

  private void problem(List<String> path, String name, String explanation) {
    List<String> whole = new ArrayList<>(path);
    whole.add(name);
    problems.add(new Problem(whole, explanation));
  }
}
