// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.faults.CrashInjector.When;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CrashInjectorTest {
  interface Client {
    String put(String request);

    default String put(Consumer<StringBuilder> request) {
      StringBuilder builder = new StringBuilder();
      request.accept(builder);
      return put(builder.toString());
    }
  }

  private final List<String> applied = new ArrayList<>();
  private final Client client =
      request -> {
        applied.add(request);
        return "stored " + request;
      };

  @Test
  void aCallWithABuilderCountsOnce() {
    CrashInjector crashes = CrashInjector.never();
    assertThat(crashes.watch(Client.class, client).put(it -> it.append('a'))).isEqualTo("stored a");
    assertThat(crashes.calls()).containsExactly("Client.put");
  }

  @Test
  void aCrashBeforeTheCallAppliesNothing() {
    Client fragile = CrashInjector.at(2, When.BEFORE).watch(Client.class, client);
    fragile.put("a");
    assertThatThrownBy(() -> fragile.put("b"))
        .isInstanceOf(ProcessCrash.class)
        .hasMessage("before call 2, Client.put");
    assertThat(applied).containsExactly("a");
  }

  @Test
  void aCrashAfterTheCallKeepsItsEffect() {
    Client fragile = CrashInjector.at(2, When.AFTER).watch(Client.class, client);
    fragile.put("a");
    assertThatThrownBy(() -> fragile.put("b")).isInstanceOf(ProcessCrash.class);
    assertThat(applied).containsExactly("a", "b");
  }

  @Test
  void itDiesOnce() {
    Client fragile = CrashInjector.at(1, When.AFTER).watch(Client.class, client);
    assertThatThrownBy(() -> fragile.put("a")).isInstanceOf(ProcessCrash.class);
    assertThat(fragile.put("b")).isEqualTo("stored b");
  }
}
