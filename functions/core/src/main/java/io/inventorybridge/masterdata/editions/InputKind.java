// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import java.util.Locale;

/** A kind of input with editions, and the key of the file that all functions read of it. */
public enum InputKind {
  CATALOG("index/catalog.idx"),
  FACILITIES("index/facilities.json"),
  RULES("index/rules.json"),
  /** Each settings file has editions of its own. */
  SETTINGS("settings/in-force/%s.json");

  private final String inForce;

  InputKind(String inForce) {
    this.inForce = inForce;
  }

  /**
   * The key of the file in force, whose metadata names its edition.
   *
   * @param name of a settings file, such as {@code installation}; empty for the other kinds
   */
  String inForceKey(String name) {
    return inForce.formatted(name);
  }

  /** The key of the list of this kind's editions. */
  String listKey() {
    return prefix() + "editions.json";
  }

  /** The key of an edition's content. */
  public String contentKey(String id) {
    return prefix() + id;
  }

  private String prefix() {
    return "inputs/" + word() + "/";
  }

  /** The kind in small letters, as in the keys of drops and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
