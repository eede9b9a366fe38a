// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

/** The faults of a simulated world. */
enum WorldFault {
  CRASH_BEFORE_CALL("the function dies before a call of a port"),
  CRASH_AFTER_CALL("the function dies after a call of a port, before it learns of the answer"),
  THROTTLED("a call is refused by the store"),
  ANSWER_LOST("a call is carried out and its answer is lost"),
  CONDITION_FAILED("a conditional write is refused although nobody was faster"),
  WRITTEN_AND_REFUSED("a conditional write is carried out and answered as refused"),
  READ_BROKE_OFF("a file breaks off while it is read"),
  TIME_RAN_OUT("the time of a call is over, and it has to be gone on with"),
  MET_ANOTHER("a function is stopped at a call and others run meanwhile"),
  EVENT_TWICE("an event is delivered twice"),
  EVENT_OVERTAKEN("an event is delivered after a later one"),
  EVENT_OF_OLD("an event is delivered again long after"),
  SALE_TWICE("a till reports a sale again"),
  CLOCK_AHEAD("the clock of a till runs ahead"),
  FACT_LATE("a fact arrives after a later one"),
  FILE_AGAIN("a file is dropped again"),
  FILE_REPLACED("a file is dropped over another one"),
  FILE_HELD("a delivery is held, and released or refused"),
  PART_PUT_ASIDE("a part is quarantined, and tried again"),
  CATALOG_CHANGED("products come online or leave while deliveries run"),
  STORE_LATE("a store becomes known after deliveries, sales and orders of it may have come"),
  ASKED_AGAIN("a kept original is asked for what it was not asked for before"),
  DELIVERY_UNDONE("a delivery is undone, while it runs or after it"),
  EDITION_HELD("the brake holds an edition of catalog or facilities"),
  EDITION_RELEASED("an operator releases what the brake holds"),
  EDITION_RESTORED("an operator restores an old edition");

  private final String sentence;

  WorldFault(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
