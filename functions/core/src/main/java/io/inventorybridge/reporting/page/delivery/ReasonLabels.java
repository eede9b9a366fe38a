// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.reporting.morning.ProbableCause;

/** Explains the names in reports to readers who do not know them. */
final class ReasonLabels {
  private ReasonLabels() {}

  static String of(FilterReason reason) {
    return switch (reason) {
      case EMPTY_UPC -> "have no product code";
      case MALFORMED_UPC -> "have an invalid product code";
      case UNKNOWN_UPC -> "are of products not sold online";
      case OTHER_SUBSIDIARY -> "are of another subsidiary";
      case IGNORED_STORE -> "are of a store that a setting ignores";
      case JUDGED_BEFORE -> "were judged when the file was first read";
    };
  }

  static String of(RejectReason reason) {
    return switch (reason) {
      case WRONG_FIELD_COUNT -> "rejected: too many fields, or too few";
      case BROKEN_QUOTES -> "rejected: a stray quote that would join rows";
      case SPLIT_ROW -> "rejected: cut by a line end";
      case BAD_ENCODING -> "rejected: bytes that are not text";
      case UNSUPPORTED_ID_TYPE -> "rejected: an identifier that is not a UPCA";
      case MALFORMED_UPC -> "rejected: a product code that is not clear";
      case LOSSY_UPC -> "rejected: a product code that lost digits in a spreadsheet";
      case AMBIGUOUS_UPC -> "rejected: a product code of several products";
      case UNKNOWN_FACILITY -> "rejected: an unknown store";
      case AMBIGUOUS_FACILITY -> "rejected: a code of several stores";
      case VIRTUAL_FACILITY -> "rejected: a queue, which holds no stock";
      case MALFORMED_QTY -> "rejected: a quantity that is not a clear whole number";
      case DUPLICATE_KEY -> "rejected: repeated further down in the file";
    };
  }

  static String of(ProbableCause cause) {
    return switch (cause) {
      case FIRST_BASELINE -> "stated by a delivery for the first time";
      case MANY_UNITS_IN_ONE_STORE -> "POS feed of the store is silent";
      case LATE_FACT -> "facts arrived during the import";
      case NEGATIVE_IN_RETAIL_PRO -> "Retail Pro has a negative quantity";
      case SOLD_WITHOUT_EVENT -> "sold or removed without an event to us";
      case RECEIVED_OR_RETURNED -> "received or returned";
    };
  }

  static String of(SnapshotTime.From from) {
    return switch (from) {
      case METADATA -> "stated by the upload";
      case NAME -> "from the file's name";
      case OPTION -> "stated by an operator";
      case UPLOAD -> "derived from the upload time, since it is not stated";
    };
  }
}
