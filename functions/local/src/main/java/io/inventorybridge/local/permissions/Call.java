// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

/**
 * One thing that AWS asks a role for.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource the ARN it concerns
 */
public record Call(String action, String resource) implements Comparable<Call> {
  @Override
  public int compareTo(Call other) {
    int byAction = action.compareTo(other.action);
    return byAction != 0 ? byAction : resource.compareTo(other.resource);
  }

  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
