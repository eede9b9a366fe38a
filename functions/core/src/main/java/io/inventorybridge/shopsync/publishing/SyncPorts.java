// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.availability.change.ChangingInputs;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.shopsync.bulk.BulkQueryStore;
import io.inventorybridge.shopsync.comparing.ComparisonStore;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.mirror.OrderMirrorStore;
import io.inventorybridge.shopsync.outbox.CallOutbox;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ports that both syncs use.
 *
 * @param name of the shop, part of every idempotency key
 * @param inputs the step to the newest calculation inputs
 * @param settings read again before every call to the shop, so that the kill switch works at once
 * @param knownBefore the cut-over: orders shipped by then are ignored
 * @param backoff between two attempts of a call
 * @param polling between two polls of a bulk query
 */
public record SyncPorts(
    String name,
    OnlineShop shop,
    SellableTargets sellableTargets,
    ChangeMarkers changeMarkers,
    ChangingInputs inputs,
    PublishedPairRepository published,
    CallOutbox outbox,
    ShopLease leases,
    OrderMirrorStore mirror,
    BulkQueryStore bulkQueries,
    ComparisonStore comparison,
    Supplier<PublishSettings> settings,
    Supplier<Optional<Instant>> knownBefore,
    BoundedParallelism boundedParallelism,
    BackoffPolicy backoff,
    BackoffPolicy polling,
    InstantSource clock) {}
