// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The client of a request.
 *
 * @param base the base address of links in the reply
 * @param client a name of the app; every app has bulk operations of its own
 * @param scopes the access scopes of its token
 */
public record RequestOrigin(URI base, String client, Set<String> scopes) {
  public RequestOrigin {
    scopes = Set.copyOf(scopes);
  }

  public static RequestOrigin of(DataFetchingEnvironment asked) {
    return asked.getGraphQlContext().<RequestOrigin>getOrEmpty(RequestOrigin.class).orElseThrow();
  }

  /** Tells whether the token has a scope. */
  public static boolean has(DataFetchingEnvironment asked, String scope) {
    return of(asked).scopes().contains(scope);
  }

  /** Refuses the field unless the token has one of the scopes. */
  public static void needs(DataFetchingEnvironment asked, String... anyOf) {
    if (List.of(anyOf).stream().noneMatch(it -> has(asked, it))) {
      throw new RequestRefusal(
          "ACCESS_DENIED",
          "Access denied for %s field. Required access: `%s` access scope."
              .formatted(asked.getField().getName(), String.join("` access scope or `", anyOf)));
    }
  }
}
