// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.sync.lease.ShopLease;
import io.inventorybridge.sync.mirror.KeptMirror;
import io.inventorybridge.sync.outbox.Outbox;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.shop.Shop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ports that both syncs use.
 *
 * @param name of the shop, part of every idempotency key
 * @param settings read again before every call to the shop, so that the kill switch works at once
 * @param knownBefore the cut-over: orders shipped by then are ignored
 * @param backoff between two attempts of a call
 * @param polling between two polls of a bulk query
 */
public record SyncPorts(
    String name,
    Shop shop,
    Pools pools,
    PendingChanges pending,
    PublishedPairs published,
    Outbox outbox,
    ShopLease leases,
    KeptMirror mirror,
    Supplier<PublishSettings> settings,
    Supplier<Optional<Instant>> knownBefore,
    Lanes lanes,
    Backoff backoff,
    Backoff polling,
    InstantSource clock) {}
