// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.index;

import io.inventorybridge.page.Tone;
import java.time.Instant;

/** The index entry of a full sync; stored with its page, because its report may be large. */
public record SyncEntry(String run, Instant began, Tone tone, String status, String sentence) {}
