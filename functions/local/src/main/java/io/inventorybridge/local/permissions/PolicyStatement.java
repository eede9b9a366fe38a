// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement of a role. Actions and resources may hold {@code *}.
 *
 * @param sid its name in the template
 */
public record PolicyStatement(String sid, List<String> actions, List<String> resources) {
  public PolicyStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }

  /** The grant that allows the call; empty when the statement does not. */
  public Optional<Grant> grant(PermissionRequest call) {
    for (String action : actions) {
      if (matches(action, call.action())) {
        for (String resource : resources) {
          if (matches(resource, call.resource())) {
            return Optional.of(new Grant(sid, action, resource));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(String pattern, String value) {
    return pattern.equals(value)
        || (pattern.contains("*")
            && Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), value));
  }

  /** One action on one resource, as the template writes them. */
  public record Grant(String sid, String action, String resource) {
    @Override
    public String toString() {
      return sid + ": " + action + " on " + resource;
    }
  }
}
