// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.index;

import io.inventorybridge.reporting.page.PageSeverity;
import java.time.Instant;

/** The index entry of a full sync; stored with its page, because its report may be large. */
public record SyncEntry(
    String run, Instant began, PageSeverity tone, String status, String sentence) {}
