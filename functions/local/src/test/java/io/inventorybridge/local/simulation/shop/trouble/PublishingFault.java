// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.trouble;

/** A fault that can occur. */
public enum PublishingFault {
  REQUEST_LOST("a request was lost"),
  REQUEST_LATE("a request arrived after its sender had given it up"),
  REPLY_LOST("a reply was lost"),
  IN_PROGRESS("the shop was still busy with the same call"),
  PARTLY("a reply said that only a part was written"),
  KEY_OF_ANOTHER("the shop took a key for another call's"),
  KEY_FAILED("a call failed, and its key with it"),
  REFUSED("an item was refused for a while"),
  THROTTLED("a call was throttled all the time"),
  OUTAGE("a call met an outage of hours"),
  GIVEN_UP("a call was given up after an hour without an answer"),
  ACTIVATION_LOST("nobody answered when a pair was made sellable"),
  READING_FAILED("a reading failed"),
  QUERY_WAITED("a background query had to wait for another one"),
  ORDER_HIDDEN("a query did not return an order, since the shop's index did not have it yet"),
  CHANGE_HIDDEN("a query did not return an order's last change, for the same reason"),
  SHORT("a unit given back, hidden like this, left a pair short until it was read again"),
  DIED("a run died at a call of a port"),
  OVERLAPPED("a run began while another one was under way"),
  STOOD_STILL("a run stood still for longer than its lease, and another one took it"),
  SWITCHED_OFF("the kill switch was used"),
  MARK_HIDDEN("a mark was not to be seen for a moment"),
  FEED_LATE("news of an order came hours late"),
  FEED_TWICE("news of an order came twice"),
  FEED_DISORDERED("news of an order came after newer news of it"),
  FEED_DIED("what records orders and sales died at a call of a port"),
  TILL_TWICE("a till reported a sale again"),
  CANCELLED("an order was cancelled, and its units came back"),
  CANCELLED_ONLY("an order was cancelled, and nothing came back"),
  REFUNDED("a unit was refunded and came back"),
  REFUNDED_ONLY("a unit was refunded and did not come back"),
  RESET_ALONE("a pool was read while a reset waited for its variance"),
  RESET_SUPERSEDED("a variance came when its reset was superseded"),
  BARCODES_CHANGED("two items changed their barcodes"),
  BARCODE_TWICE("two items had one barcode for a while"),
  WITHDRAWN("a product left the catalogue for a while"),
  AWAITED("a product came back and its baseline was waited for"),
  RULES_CHANGED("rules changed"),
  STORE_CLOSED("a store was missing from the facilities for a while"),
  LOCATION_LEFT("a store left its location for a while"),
  INPUTS_TOGETHER("several kinds of inputs changed before the next run"),
  MARKING_RESUMED("a run finished the marking that a run before it had begun"),
  SET_ASIDE("staff set units aside, such as damaged ones"),
  PUT_BACK("staff put units back on sale"),
  ORDER_EDITED("staff added units to an order by an edit"),
  SEVERAL_LINES("a customer bought several items together"),
  EDITED_DOWN("staff removed units from an order, which came back"),
  EDITED_DOWN_ONLY("staff removed units from an order, and nothing came back"),
  REFUNDED_BY_STAFF("staff refunded units with a restock type of its own, or elsewhere"),
  RETURNED("staff opened a return"),
  DISPOSED("staff disposed of a returned unit"),
  SHIPMENT_CANCELLED("staff cancelled a shipment"),
  SHIPPED_PARTLY("staff shipped a part of an order"),
  WORK_MOVED("staff moved work to another location"),
  WORK_SPLIT("staff split a fulfillment order"),
  WORK_HELD("staff held a fulfillment order"),
  LEVEL_OFF("staff switched an item off at a location for a while"),
  LOCATION_OFF("staff switched a location off for a while"),
  STOCK_EDITED("staff changed an available number by hand"),
  SCOPE_REVOKED("a scope was taken from the app"),
  SCOPE_GRANTED("a scope was granted to the app"),
  OLD_ORDER("an order that is too old to be returned lay open in the shop"),
  TOLD_SHORT("at the end a pair showed too few, and a row said why"),
  TOLD_ABOVE(
      "at the end a pair showed what staff had put there, and a row said that it is unclear"),
  EDITION_STAGED("the brake held an edition of catalog, facilities or rules"),
  EDITION_RELEASED("an operator released a held edition"),
  EDITION_REPLACED("another edition came in place of a held one"),
  EDITION_RESTORED("an operator restored an old edition"),
  IMPORT_DIED("an import or a decision about inputs died at a call of the bucket");

  final String sentence;

  PublishingFault(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
