// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.delivery;

import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.rows.FilterReason;
import io.inventorybridge.delivery.rows.RejectReason;
import io.inventorybridge.morning.ProbableCause;

/** Explains the names in reports to readers who do not know them. */
final class ReasonWords {
  private ReasonWords() {}

  static String of(FilterReason reason) {
    return switch (reason) {
      case EMPTY_UPC -> "have no product code";
      case MALFORMED_UPC -> "have a product code that is none";
      case UNKNOWN_UPC -> "are of products not sold online";
      case OTHER_SUBSIDIARY -> "are of another subsidiary";
      case JUDGED_BEFORE -> "were judged when the file first came";
    };
  }

  static String of(RejectReason reason) {
    return switch (reason) {
      case WRONG_FIELD_COUNT -> "rejected: too many fields, or too few";
      case BAD_ENCODING -> "rejected: bytes that are no text";
      case UNSUPPORTED_ID_TYPE -> "rejected: an identifier that is no UPCA";
      case LOSSY_UPC -> "rejected: a product code that lost digits in a spreadsheet";
      case AMBIGUOUS_UPC -> "rejected: a product code of several products";
      case UNKNOWN_FACILITY -> "rejected: a store that nobody knows";
      case AMBIGUOUS_FACILITY -> "rejected: a code of several stores";
      case VIRTUAL_FACILITY -> "rejected: a queue, which holds no stock";
      case MALFORMED_QTY -> "rejected: a quantity that is no whole number";
      case DUPLICATE_KEY -> "rejected: said again further down in the file";
    };
  }

  static String of(ProbableCause cause) {
    return switch (cause) {
      case FIRST_BASELINE -> "first time that a delivery states it";
      case MANY_UNITS_IN_ONE_STORE -> "POS feed of the store is silent";
      case LATE_FACT -> "facts came while it was imported";
      case NEGATIVE_IN_RETAIL_PRO -> "Retail Pro counts below zero";
      case SOLD_WITHOUT_EVENT -> "sold or taken out, and we were not told";
      case RECEIVED_OR_RETURNED -> "received or brought back";
    };
  }

  static String of(SnapshotTime.From from) {
    return switch (from) {
      case METADATA -> "as the upload said";
      case NAME -> "by the file's name";
      case OPTION -> "as an operator said";
      case UPLOAD -> "taken from the time of the upload, since nothing says it";
    };
  }
}
