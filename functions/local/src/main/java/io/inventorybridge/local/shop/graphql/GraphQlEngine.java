// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import graphql.validation.Validator;
import io.inventorybridge.local.shop.RequestFault;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Executes GraphQL documents. Called under the shop's monitor. Schema errors have the library's
 * messages; only variable errors have Shopify's recorded ones.
 */
public final class GraphQlEngine {
  private static final int MOST_DOCUMENTS = 500;

  private final GraphQLSchema schema;
  private final GraphQL graphQl;
  private final Map<String, Prepared> documents = new HashMap<>();

  /** The result of parsing a document. */
  public sealed interface Prepared {}

  public record Valid(Document document, OperationDefinition operation) implements Prepared {}

  public record Invalid(List<Map<String, Object>> errors) implements Prepared {}

  public GraphQlEngine(GraphQLSchema schema) {
    this.schema = schema;
    DataFetcherExceptionHandler refusals = GraphQlEngine::refused;
    this.graphQl =
        GraphQL.newGraphQL(schema)
            .queryExecutionStrategy(new AsyncExecutionStrategy(refusals))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(refusals))
            .preparsedDocumentProvider(
                (input, parse) ->
                    CompletableFuture.completedFuture(
                        prepare(input.getQuery()) instanceof Valid valid
                            ? new PreparsedDocumentEntry(valid.document())
                            : parse.apply(input)))
            .build();
  }

  public GraphQLSchema schema() {
    return schema;
  }

  public Prepared prepare(String text) {
    if (documents.size() > MOST_DOCUMENTS) {
      documents.clear();
    }
    return documents.computeIfAbsent(text, this::read);
  }

  private Prepared read(String text) {
    Document document;
    try {
      document = Parser.parse(text);
    } catch (InvalidSyntaxException e) {
      return new Invalid(List.of(error(String.valueOf(e.getMessage()), "PARSE_ERROR")));
    }
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    if (operations.size() != 1) {
      return new Invalid(List.of(error("A document holds one operation.", "BAD_REQUEST")));
    }
    List<ValidationError> errors =
        new Validator().validateDocument(schema, document, Locale.ENGLISH);
    return errors.isEmpty()
        ? new Valid(document, operations.getFirst())
        : new Invalid(errors.stream().map(it -> error(it.getMessage(), code(it))).toList());
  }

  private static String code(ValidationError error) {
    return error.getValidationErrorType() instanceof ValidationErrorType type
        ? switch (type) {
          case FieldUndefined -> "undefinedField";
          case WrongType -> "argumentLiteralsIncompatible";
          case MissingFieldArgument -> "missingRequiredArguments";
          case UnknownArgument -> "argumentNotAccepted";
          default -> "invalid";
        }
        : "invalid";
  }

  public static Map<String, Object> error(String message, String code) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("extensions", Map.of("code", code));
    return error;
  }

  /**
   * Runs a valid document.
   *
   * @param origin the client that asks
   */
  public ExecutionResult run(
      String text,
      Map<String, Object> variables,
      RequestFault fault,
      FieldResolvers.Slice slice,
      RequestOrigin origin) {
    return graphQl.execute(
        ExecutionInput.newExecutionInput(text)
            .variables(variables)
            .graphQLContext(
                Map.of(
                    RequestFault.class,
                    fault,
                    FieldResolvers.Slice.class,
                    slice,
                    RequestOrigin.class,
                    origin))
            .build());
  }

  private static CompletableFuture<DataFetcherExceptionHandlerResult> refused(
      DataFetcherExceptionHandlerParameters failed) {
    if (!(failed.getException() instanceof RequestRefusal refusal)) {
      return CompletableFuture.failedFuture(failed.getException());
    }
    GraphQLError error =
        GraphqlErrorBuilder.newError(failed.getDataFetchingEnvironment())
            .message("%s", refusal.sentence())
            .errorType(ErrorType.DataFetchingException)
            .extensions(Map.of("code", refusal.code()))
            .build();
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }
}
