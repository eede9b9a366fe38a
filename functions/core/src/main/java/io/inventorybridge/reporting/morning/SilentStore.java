// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import java.util.Optional;

/**
 * A silent store: its POS reported nothing from the start of its last opening that had ended by the
 * snapshot until the snapshot.
 *
 * @param opened the start of that opening
 * @param closed its end, or midnight
 * @param latest the quarter of an hour in which the POS last reported something, as far as known
 */
public record SilentStore(
    FacilityId store,
    Optional<String> name,
    String group,
    Instant opened,
    Instant closed,
    Optional<Instant> latest) {}
