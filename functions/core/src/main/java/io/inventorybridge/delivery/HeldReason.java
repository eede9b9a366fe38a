// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/** The reason why a delivery is held, and the releases that an operator may choose. */
public enum HeldReason {
  EMPTY(Release.NEVER),
  NOT_CSV(Release.NEVER),
  UNSUPPORTED_FORMAT(Release.NEVER),
  MISSING_COLUMN(Release.NEVER),
  AMBIGUOUS_COLUMN(Release.NEVER),
  DAMAGED(Release.NEVER),
  NOT_ONE_ENTRY(Release.NEVER),
  TOO_LARGE(Release.NEVER),
  CHANGED_WHILE_READ(Release.NEVER),

  BAD_SOURCE(Release.NEVER),
  BAD_FOLDER(Release.NEVER),
  BAD_SNAPSHOT_TIME(Release.WITH_SNAPSHOT_TIME),
  REJECTS_WITHOUT_SNAPSHOT_TIME(Release.WITH_SNAPSHOT_TIME),

  NO_CATALOG(Release.AS_IT_IS),
  SAME_BYTES_LATER(Release.AS_IT_IS),
  REFUSED_BEFORE(Release.AS_IT_IS),
  UNDONE_BEFORE(Release.AS_IT_IS),
  SNAPSHOT_AHEAD(Release.AS_IT_IS),
  FEW_ROWS(Release.AS_IT_IS),
  MANY_ROWS(Release.AS_IT_IS),
  MISSING_STORE(Release.AS_IT_IS),
  SAME_BYTES_AS_BEFORE(Release.AS_IT_IS),
  KEPT_NONE(Release.AS_IT_IS),
  UNREADABLE_SHARE(Release.AS_IT_IS),
  REJECTED_SHARE(Release.AS_IT_IS),
  UNITS_MOVED(Release.AS_IT_IS),
  CHANGED_SHARE(Release.AS_IT_IS),
  GOING_TO_ZERO(Release.AS_IT_IS);

  private final Release release;

  HeldReason(Release release) {
    this.release = release;
  }

  public Release release() {
    return release;
  }

  /** The kinds of release that an operator may choose for a held delivery. */
  public enum Release {
    /** A file that cannot be read cannot be released. */
    NEVER,
    /** Only with a snapshot time that the operator states. */
    WITH_SNAPSHOT_TIME,
    /** With its own snapshot time or another one. */
    AS_IT_IS
  }
}
