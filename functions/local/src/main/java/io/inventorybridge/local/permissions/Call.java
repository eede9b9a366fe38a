// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

/**
 * One permission that AWS checks for a role.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource the ARN of the resource
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
