// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.api;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.ScalarTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.InterfaceWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.WiringFactory;
import io.inventorybridge.local.shop.DraftState;
import io.inventorybridge.local.shop.FakeShop.FakeLocation;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.bulk.BulkOperations;
import io.inventorybridge.local.shop.fields.MutationPayloads;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.RequestRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The packaged part of Shopify's schema, with the fake's data fetchers. */
final class ShopSchema {
  private static final String FILE = "/shopify/admin-2026-10.graphql";
  private static final TypeDefinitionRegistry TYPES = new SchemaParser().parse(read());

  private ShopSchema() {}

  static GraphQLSchema with(FieldResolvers fields) {
    RuntimeWiring.Builder wiring =
        RuntimeWiring.newRuntimeWiring().wiringFactory(new Answers(fields));
    TYPES.scalars().values().stream()
        .map(ScalarTypeDefinition::getName)
        .filter(name -> !standard(name))
        .forEach(name -> wiring.scalar(text(name)));
    return new SchemaGenerator().makeExecutableSchema(TYPES, wiring.build());
  }

  private static boolean standard(String scalar) {
    return switch (scalar) {
      case "Int", "Float", "String", "Boolean", "ID" -> true;
      default -> false;
    };
  }

  private static String read() {
    try (InputStream in = ShopSchema.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Answers(FieldResolvers fields) implements WiringFactory {
    @Override
    public boolean providesTypeResolver(InterfaceWiringEnvironment environment) {
      return true;
    }

    @Override
    public TypeResolver getTypeResolver(InterfaceWiringEnvironment environment) {
      return asked -> asked.getSchema().getObjectType(typeOf(asked.getObject()));
    }

    @Override
    public DataFetcher<?> getDefaultDataFetcher(FieldWiringEnvironment environment) {
      String type = environment.getParentType().getName();
      String field = environment.getFieldDefinition().getName();
      return fields
          .find(type, field)
          .orElse(
              asked -> {
                throw new RequestRefusal(
                    "BAD_REQUEST", "the fake shop has no answer to %s.%s".formatted(type, field));
              });
    }
  }

  private static String typeOf(@Nullable Object node) {
    return switch (Optional.<Object>ofNullable(node).orElseThrow()) {
      case MutationPayloads.Item item -> "InventoryItem";
      case FakeVariant variant -> "ProductVariant";
      case OrderState sale -> "Order";
      case OrderState.Refund refund -> "Refund";
      case OrderState.Assigned part -> "FulfillmentOrder";
      case FakeLocation place -> "Location";
      case OrderState.Line line -> "LineItem";
      case OrderState.Fulfillment shipment -> "Fulfillment";
      case OrderState.Return returned -> "Return";
      case OrderState.ReturnedLine line -> "ReturnLineItem";
      case MutationPayloads.ProductRef product -> "Product";
      case MutationPayloads.LevelRef level -> "InventoryLevel";
      case MutationPayloads.ReverseOrder reverse -> "ReverseFulfillmentOrder";
      case MutationPayloads.ReverseLine reverse -> "ReverseFulfillmentOrderLineItem";
      case DraftState draft -> "DraftOrder";
      case BulkOperations.Bulk bulk -> "BulkOperation";
      default -> throw new IllegalStateException("no node: " + node);
    };
  }

  // All of Shopify's own scalars are strings in JSON.
  private static GraphQLScalarType text(String name) {
    return GraphQLScalarType.newScalar().name(name).coercing(new Text()).build();
  }

  private static final class Text implements Coercing<String, String> {
    @Override
    public String serialize(Object result, GraphQLContext context, Locale locale) {
      return result.toString();
    }

    @Override
    public String parseValue(Object input, GraphQLContext context, Locale locale) {
      return input.toString();
    }

    @Override
    public String parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      return switch (input) {
        case StringValue text -> String.valueOf(text.getValue());
        case IntValue number -> number.getValue().toString();
        default -> throw new CoercingParseLiteralException("a text is expected");
      };
    }
  }
}
