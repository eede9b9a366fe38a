// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of every implementation of {@link Notices}. */
public abstract class NoticesContract {
  protected abstract Notices notices();

  /** The notices that a subscriber received since the start of the test. */
  protected abstract List<Notice> heard();

  @Test
  void whoListensIsToldSubjectAndText() {
    Notice first = new Notice("Inventory delivery HELD: x", "one line\nand \"another\", größer\n");
    Notice second = new Notice("second", "text");
    notices().tell(first);
    notices().tell(second);
    assertThat(heard()).containsExactlyInAnyOrder(first, second);
  }
}
