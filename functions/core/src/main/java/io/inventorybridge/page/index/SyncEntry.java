// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.index;

import io.inventorybridge.page.Tone;
import java.time.Instant;

/** What the index says of a full sync; kept beside its page, whose report may be large. */
public record SyncEntry(String run, Instant began, Tone tone, String status, String sentence) {}
