// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb.ProgressListener;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on stderr. It appears only when the work takes longer than a moment and stderr is
 * a terminal, according to the launcher. For one thread.
 */
public final class ProgressDisplay implements ProgressListener, AutoCloseable {
  /** Set to true by the launcher when stderr is a terminal. */
  static final String SHOWN = "inventory.progress";

  private static final Duration A_MOMENT = Duration.ofMillis(700);
  private static final int WIDTH = 100;

  private final boolean shown = Boolean.getBoolean(SHOWN);
  private String what = "";
  private long total;
  private long begun;
  private @Nullable ProgressBar bar;

  /** Begins work on this many bytes, rows or items; ends the previous work. */
  @Override
  public void begin(String name, long length) {
    end();
    what = name;
    total = length;
    begun = System.nanoTime();
  }

  @Override
  public void at(long position) {
    if (!shown) {
      return;
    }
    ProgressBar showing = bar;
    if (showing == null) {
      if (System.nanoTime() - begun < A_MOMENT.toNanos()) {
        return;
      }
      ProgressBarBuilder builder =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(total)
              .setStyle(
                  System.getProperty("stderr.encoding", "").toUpperCase(Locale.ROOT).equals("UTF-8")
                      ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                      : ProgressBarStyle.ASCII)
              .setMaxRenderedLength(WIDTH)
              .setConsumer(new ConsoleProgressBarConsumer(System.err));
      if (total >= 1L << 20) {
        builder.setUnit(" MB", 1L << 20);
      }
      showing = builder.build();
      bar = showing;
    }
    showing.stepTo(position);
  }

  @Override
  public void end() {
    ProgressBar showing = bar;
    if (showing != null) {
      if (total != OPEN_END) {
        showing.stepTo(total);
      }
      showing.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    end();
  }
}
