// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import io.inventorybridge.local.permissions.Call;
import io.inventorybridge.local.permissions.Statement;
import io.inventorybridge.local.permissions.Statement.Grant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The difference between a role's grants and its calls.
 *
 * @param missing calls that no statement allows
 * @param unused grants, action by resource, that no call needs
 */
record Comparison(Set<Call> missing, Set<Grant> unused) {
  static Comparison of(List<Statement> statements, Set<Call> calls) {
    Set<Call> missing = new TreeSet<>();
    for (Call call : calls) {
      if (statements.stream().noneMatch(statement -> statement.grant(call).isPresent())) {
        missing.add(call);
      }
    }
    Set<Grant> unused = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (Statement statement : statements) {
      for (String action : statement.actions()) {
        for (String resource : statement.resources()) {
          Statement alone = new Statement(statement.sid(), List.of(action), List.of(resource));
          if (calls.stream().noneMatch(call -> alone.grant(call).isPresent())) {
            unused.add(new Grant(statement.sid(), action, resource));
          }
        }
      }
    }
    return new Comparison(missing, unused);
  }

  boolean exact() {
    return missing.isEmpty() && unused.isEmpty();
  }
}
