// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.statemachine.DefinitionReader;
import io.inventorybridge.local.statemachine.StateMachineDefinition;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.local.statemachine.TaskInvoker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** A deployed state machine, on a clock that advances with its waits. */
final class ClockedMachine {
  private static final Path MACHINES = Path.of("..", "..", "infra", "statemachines");

  private final StateMachineDefinition definition;
  private final VirtualClock clock;
  private final TaskInvoker tasks;
  private long waits;

  /**
   * @param tasks called with the function's name, such as {@code ImportReset}
   */
  ClockedMachine(String name, VirtualClock clock, TaskInvoker tasks) {
    Path file = MACHINES.resolve(name + ".asl.json");
    try {
      String text = Files.readString(file).replaceAll("\\$\\{(\\w+)FunctionArn}", "$1");
      this.definition = DefinitionReader.read(file.toString(), JsonCodec.read(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.clock = clock;
    this.tasks = tasks;
  }

  StateMachineInterpreter.ExecutionOutcome run(String execution, Map<String, Object> input) {
    try {
      return new StateMachineInterpreter(
              definition, tasks, this::wait, clock, new SplittableRandom(1))
          .run(execution, input);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void wait(Duration time) {
    waits++;
    clock.pass(time);
  }

  /** The number of Wait states and retry delays so far. */
  long waits() {
    return waits;
  }
}
