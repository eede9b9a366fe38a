// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import java.util.Optional;

/**
 * A store of which no till reported anything from its last opening that was over by the snapshot
 * until the snapshot.
 *
 * @param opened when it last opened before that
 * @param closed when it closed again, or at midnight
 * @param latest the quarter of an hour in which a till last reported something, as far as known
 */
public record SilentStore(
    FacilityId store,
    Optional<String> name,
    String group,
    Instant opened,
    Instant closed,
    Optional<Instant> latest) {}
