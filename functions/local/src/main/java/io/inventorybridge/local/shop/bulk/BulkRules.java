// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.bulk;

import graphql.language.Field;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.inventorybridge.local.shop.graphql.FieldSelections;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules for bulk queries, with Shopify's recorded messages. */
final class BulkRules {
  private static final int MOST_CONNECTIONS = 5;
  private static final int DEEPEST = 2;

  private final GraphQLSchema schema;
  private final Set<String> byNodes = new LinkedHashSet<>();
  private final Set<String> withoutId = new LinkedHashSet<>();
  private int connections;
  private int deepest;
  private boolean insideList;

  private BulkRules(GraphQLSchema schema) {
    this.schema = schema;
  }

  /** Every violated rule. */
  static List<String> violations(GraphQLSchema schema, OperationDefinition operation) {
    if (operation.getOperation() != OperationDefinition.Operation.QUERY) {
      return List.of("Invalid operation type. Only `query` operations are supported.");
    }
    BulkRules rules = new BulkRules(schema);
    rules.walk(schema.getQueryType(), operation.getSelectionSet(), 0, false);
    List<String> violations = new ArrayList<>();
    boolean node =
        operation.getSelectionSet().getSelectionsOfType(Field.class).stream()
            .anyMatch(it -> it.getName().equals("node") || it.getName().equals("nodes"));
    if (node) {
      violations.add("Bulk queries cannot contain a top level `node` field.");
    }
    rules.addTo(violations);
    return violations;
  }

  private void addTo(List<String> violations) {
    if (insideList) {
      violations.add(
          "Queries that contain a connection field within a list field are not currently"
              + " supported.");
    }
    if (connections == 0) {
      violations.add("Bulk queries must contain at least one connection.");
    }
    if (!byNodes.isEmpty()) {
      violations.add(
          "All connection fields in a bulk query must select their contents using 'edges' >"
              + " 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not"
              + " supported. Invalid connection fields: "
              + quoted(byNodes)
              + ".");
    }
    if (connections > MOST_CONNECTIONS) {
      violations.add("Bulk queries cannot contain more than 5 connections.");
    }
    if (deepest > DEEPEST) {
      violations.add(
          "Bulk queries cannot contain connections with a nesting depth greater than 2.");
    }
    if (!withoutId.isEmpty()) {
      violations.add(
          "The parent 'node' field for a nested connection must select the 'id' field without an"
              + " alias and must be of 'ID' return type. Connection fields without 'id': "
              + String.join(", ", withoutId)
              + ".");
    }
  }

  private static String quoted(Set<String> names) {
    return "'" + String.join("', '", names) + "'";
  }

  // Returns true if there is a connection below.
  private boolean walk(
      GraphQLFieldsContainer type, SelectionSet set, int depth, boolean withinList) {
    boolean below = false;
    for (Selection<?> selection : set.getSelections()) {
      if (selection instanceof InlineFragment fragment) {
        if (FieldSelections.type(schema, fragment) instanceof GraphQLFieldsContainer of) {
          below |= walk(of, fragment.getSelectionSet(), depth, withinList);
        }
      } else if (selection instanceof Field field && field.getSelectionSet() != null) {
        below |= field(type.getFieldDefinition(field.getName()), field, depth, withinList);
      }
    }
    return below;
  }

  private boolean field(
      GraphQLFieldDefinition definition, Field field, int depth, boolean withinList) {
    GraphQLType type = GraphQLTypeUtil.unwrapAll(definition.getType());
    if (!(type instanceof GraphQLFieldsContainer of)) {
      return false;
    }
    if (!of.getName().endsWith("Connection")) {
      return walk(of, FieldSelections.of(field), depth, withinList || list(definition));
    }
    connections++;
    deepest = Math.max(deepest, depth + 1);
    insideList |= withinList;
    for (Field way : FieldSelections.fields(field)) {
      if (way.getName().equals("nodes")) {
        byNodes.add(field.getName());
        contents(of, way, field, depth);
      } else if (way.getName().equals("edges")) {
        GraphQLFieldsContainer edge =
            (GraphQLFieldsContainer)
                GraphQLTypeUtil.unwrapAll(of.getFieldDefinition("edges").getType());
        for (Field node : FieldSelections.fields(way)) {
          if (node.getName().equals("node")) {
            contents(edge, node, field, depth);
          }
        }
      }
    }
    return true;
  }

  private void contents(GraphQLFieldsContainer parent, Field node, Field connection, int depth) {
    GraphQLFieldsContainer type =
        (GraphQLFieldsContainer)
            GraphQLTypeUtil.unwrapAll(parent.getFieldDefinition(node.getName()).getType());
    boolean nested = walk(type, FieldSelections.of(node), depth + 1, false);
    boolean id =
        FieldSelections.fields(node).stream()
            .anyMatch(it -> it.getName().equals("id") && it.getAlias() == null);
    if (nested && !id) {
      withoutId.add(connection.getName());
    }
  }

  private static boolean list(GraphQLFieldDefinition definition) {
    GraphQLType type = definition.getType();
    return (type instanceof GraphQLNonNull nonNull ? nonNull.getWrappedType() : type)
        instanceof GraphQLList;
  }
}
