// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.availability.change.InputProgress.Transition;
import io.inventorybridge.availability.change.InputProgress.Walk;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the record of the inputs in force. */
public abstract class InputProgressStoreContract {
  private static final InputSet.Reference FIRST = new InputSet.Reference(1, "a1");
  private static final InputSet.Reference SECOND = new InputSet.Reference(2, "b2");

  private InputProgressStore store;

  protected abstract InputProgressStore empty();

  @BeforeEach
  void open() {
    store = empty();
  }

  @Test
  void aRecordIsReadBackAsItWasStored() {
    assertThat(store.find()).isEmpty();
    InputProgress last = store.store(InputProgress.first(FIRST)).orElseThrow();
    assertThat(store.find()).contains(last);
    for (InputProgress next :
        new InputProgress[] {
          last.movedTo(SECOND),
          last.movedTo(SECOND).markedTo(Optional.of("12345")),
          new InputProgress(
              SECOND,
              Optional.of(new Transition(FIRST, Optional.empty())),
              Optional.of(new Walk(Optional.of("77"))),
              0),
          new InputProgress(SECOND, Optional.empty(), Optional.empty(), 0)
        }) {
      last = store.store(next.withRevision(last.revision())).orElseThrow();
      assertThat(last).isEqualTo(next.withRevision(last.revision()));
      assertThat(store.find()).contains(last);
    }
  }

  @Test
  void ofTwoRunsThatReadTheSameRecordOneStoresTheNext() {
    InputProgress none = InputProgress.first(FIRST);
    InputProgress first = store.store(none).orElseThrow();
    assertThat(store.store(none)).isEmpty();
    assertThat(store.store(first.movedTo(SECOND))).isPresent();
    assertThat(store.store(first.walkedTo(Optional.of("1")))).isEmpty();
    assertThat(store.find().orElseThrow().inForce()).isEqualTo(SECOND);
  }
}
