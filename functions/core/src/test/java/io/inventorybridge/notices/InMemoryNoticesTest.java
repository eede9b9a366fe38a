// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import java.util.List;

class InMemoryNoticesTest extends NoticesContract {
  private final InMemoryNotices notices = new InMemoryNotices();

  @Override
  protected Notices notices() {
    return notices;
  }

  @Override
  protected List<Notice> heard() {
    return notices.told();
  }
}
