// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import graphql.language.Field;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.List;
import java.util.Optional;

/** The selections of a valid document. */
public final class FieldSelections {
  private static final SelectionSet NONE = SelectionSet.newSelectionSet().build();

  private FieldSelections() {}

  public static SelectionSet of(Field field) {
    return Optional.ofNullable(field.getSelectionSet()).orElse(NONE);
  }

  public static List<Field> fields(Field field) {
    return of(field).getSelectionsOfType(Field.class);
  }

  /** The type condition of a fragment. */
  public static GraphQLType type(GraphQLSchema schema, InlineFragment fragment) {
    return Optional.ofNullable(fragment.getTypeCondition())
        .map(it -> schema.getType(it.getName()))
        .orElseThrow(() -> new IllegalStateException("a fragment names its type here"));
  }
}
