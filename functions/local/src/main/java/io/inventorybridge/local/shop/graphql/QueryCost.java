// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Query cost in points by Shopify's published rule: a plain value 0, an object 1, a connection 2
 * plus its objects, a list sized by an argument its objects, a mutation 10. A list without a size
 * counts once, as in recorded replies. The requested cost counts the objects asked for, the actual
 * cost those returned.
 */
public final class QueryCost {
  private static final int MUTATION = 10;
  private static final int CONNECTION = 2;
  private static final Object ASKED = new Object();

  private final GraphQLSchema schema;
  private final Map<String, Object> variables;

  public QueryCost(GraphQLSchema schema, Map<String, Object> variables) {
    this.schema = schema;
    this.variables = variables;
  }

  public long requested(OperationDefinition operation) {
    return root(operation, ASKED);
  }

  /** The cost of a reply's data; a refused request costs as much as its mutation. */
  public long actual(OperationDefinition operation, Object data) {
    return root(operation, data);
  }

  private long root(OperationDefinition operation, Object data) {
    boolean mutation = operation.getOperation() == OperationDefinition.Operation.MUTATION;
    GraphQLFieldsContainer type =
        mutation
            ? Optional.ofNullable(schema.getMutationType()).orElseThrow()
            : schema.getQueryType();
    if (!mutation) {
      return selections(type, operation.getSelectionSet(), data);
    }
    long sum = 0;
    for (Field field : operation.getSelectionSet().getSelectionsOfType(Field.class)) {
      sum +=
          MUTATION + children(type.getFieldDefinition(field.getName()), field, child(data, field));
    }
    return sum;
  }

  private long selections(GraphQLFieldsContainer type, SelectionSet set, Object data) {
    long sum = 0;
    long widest = 0;
    for (Selection<?> selection : set.getSelections()) {
      if (selection instanceof Field field) {
        GraphQLFieldDefinition definition = type.getFieldDefinition(field.getName());
        // __typename has no field definition.
        sum += definition == null ? 0 : field(definition, field, child(data, field));
      } else if (selection instanceof InlineFragment fragment) {
        GraphQLType of = FieldSelections.type(schema, fragment);
        if (of instanceof GraphQLFieldsContainer container) {
          widest = Math.max(widest, selections(container, fragment.getSelectionSet(), data));
        }
      }
    }
    return sum + widest;
  }

  private long field(GraphQLFieldDefinition definition, Field field, Object data) {
    if (field.getSelectionSet() == null || data == Absent.IT) {
      return 0;
    }
    GraphQLType type = GraphQLTypeUtil.unwrapAll(definition.getType());
    if (type instanceof GraphQLFieldsContainer named && named.getName().endsWith("Connection")) {
      return CONNECTION + connection(named, field, data);
    }
    if (!list(definition)) {
      return 1 + children(definition, field, data);
    }
    Optional<Integer> size = size(field);
    if (data instanceof Collection<?> elements) {
      long each = elements.stream().mapToLong(it -> 1 + element(definition, field, it)).sum();
      return size.isPresent()
          ? each
          : elements.stream().findFirst().map(it -> element(definition, field, it)).orElse(0L);
    }
    long once = children(definition, field, data);
    return size.map(it -> it * (1 + once)).orElse(once);
  }

  private long connection(GraphQLFieldsContainer type, Field field, Object data) {
    long all = 0;
    for (Field way : FieldSelections.fields(field)) {
      boolean nodes = way.getName().equals("nodes");
      if (!nodes && !way.getName().equals("edges")) {
        continue;
      }
      GraphQLFieldDefinition definition = type.getFieldDefinition(way.getName());
      if (data == ASKED) {
        long one = nodes ? 1 + children(definition, way, data) : children(definition, way, data);
        all += size(field).orElse(0) * one;
      } else if (child(data, way) instanceof Collection<?> elements) {
        all +=
            elements.stream().mapToLong(it -> (nodes ? 1 : 0) + element(definition, way, it)).sum();
      }
    }
    return all;
  }

  private long element(GraphQLFieldDefinition definition, Field field, Object element) {
    return element == null ? -1 : children(definition, field, element);
  }

  private long children(GraphQLFieldDefinition definition, Field field, Object data) {
    GraphQLType type = GraphQLTypeUtil.unwrapAll(definition.getType());
    if (field.getSelectionSet() == null
        || data == Absent.IT
        || !(type instanceof GraphQLFieldsContainer container)) {
      return 0;
    }
    return selections(container, field.getSelectionSet(), data);
  }

  private static boolean list(GraphQLFieldDefinition definition) {
    GraphQLType type = definition.getType();
    return (type instanceof GraphQLNonNull nonNull ? nonNull.getWrappedType() : type)
        instanceof GraphQLList;
  }

  private static Object child(Object data, Field field) {
    if (data == ASKED) {
      return ASKED;
    }
    String key = field.getAlias() == null ? field.getName() : field.getAlias();
    Object child = data instanceof Map<?, ?> object ? object.get(key) : null;
    return child == null ? Absent.IT : child;
  }

  /** Stands for a value that is null or missing in the reply. */
  private enum Absent {
    IT
  }

  private Optional<Integer> size(Field field) {
    for (Argument argument : field.getArguments()) {
      Object value = value(argument.getValue());
      switch (argument.getName()) {
        case "first", "last" -> {
          if (value instanceof Number number) {
            return Optional.of(number.intValue());
          }
        }
        case "ids" -> {
          if (value instanceof List<?> ids) {
            return Optional.of(ids.size());
          }
        }
        default -> {
          // This argument does not size a list.
        }
      }
    }
    return Optional.empty();
  }

  private Object value(Value<?> value) {
    return switch (value) {
      case VariableReference variable ->
          Optional.ofNullable(variables.get(variable.getName())).orElse(Absent.IT);
      case IntValue number -> number.getValue().intValueExact();
      case ArrayValue list -> list.getValues();
      default -> Absent.IT;
    };
  }
}
