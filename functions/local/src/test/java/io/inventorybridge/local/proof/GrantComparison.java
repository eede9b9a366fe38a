// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import io.inventorybridge.local.permissions.PermissionRequest;
import io.inventorybridge.local.permissions.PolicyStatement;
import io.inventorybridge.local.permissions.PolicyStatement.Grant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The difference between a role's grants and its calls.
 *
 * @param missing calls that no statement allows
 * @param unused grants, action by resource, that no call needs
 */
record GrantComparison(Set<PermissionRequest> missing, Set<Grant> unused) {
  static GrantComparison of(List<PolicyStatement> statements, Set<PermissionRequest> calls) {
    Set<PermissionRequest> missing = new TreeSet<>();
    for (PermissionRequest call : calls) {
      if (statements.stream().noneMatch(statement -> statement.grant(call).isPresent())) {
        missing.add(call);
      }
    }
    Set<Grant> unused = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (PolicyStatement statement : statements) {
      for (String action : statement.actions()) {
        for (String resource : statement.resources()) {
          PolicyStatement alone =
              new PolicyStatement(statement.sid(), List.of(action), List.of(resource));
          if (calls.stream().noneMatch(call -> alone.grant(call).isPresent())) {
            unused.add(new Grant(statement.sid(), action, resource));
          }
        }
      }
    }
    return new GrantComparison(missing, unused);
  }

  boolean exact() {
    return missing.isEmpty() && unused.isEmpty();
  }
}
