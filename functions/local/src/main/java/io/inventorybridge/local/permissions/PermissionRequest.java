// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

/**
 * One permission that AWS checks for a role.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource the ARN of the resource
 */
public record PermissionRequest(String action, String resource)
    implements Comparable<PermissionRequest> {
  @Override
  public int compareTo(PermissionRequest other) {
    int byAction = action.compareTo(other.action);
    return byAction != 0 ? byAction : resource.compareTo(other.resource);
  }

  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
