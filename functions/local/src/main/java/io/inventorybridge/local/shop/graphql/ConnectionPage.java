// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import java.util.List;
import java.util.Optional;

/** A part of a connection; {@code end} is the cursor of the last node. */
public record ConnectionPage(List<?> nodes, boolean more, Optional<String> end) {}
