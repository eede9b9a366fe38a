// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import java.time.Instant;

/**
 * An event that its target could not handle: a function after all its retries (the event is then
 * among the dead letters), or an execution that failed.
 *
 * @param id the event's
 * @param target the function or state machine by its name in the template
 * @param subject the key of the stored object, or the event that was put on a bus
 * @param error the class name of the exception, or the error of the execution
 */
public record FailedEvent(
    String id, String target, String subject, String error, String reason, Instant at) {}
