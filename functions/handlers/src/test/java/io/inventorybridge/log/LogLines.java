// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.inventorybridge.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.Property;

/**
 * Captures log lines of all threads while open, formatted by the shipped configuration. One
 * instance at a time.
 */
public final class LogLines implements AutoCloseable {
  /** The configuration in the zip. */
  private static final URI SHIPPED =
      Path.of("../handlers/src/main/lambda/log4j2.xml").toAbsolutePath().normalize().toUri();

  private static final ObjectReader STRICT =
      JsonCodec.MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private final LoggerContext context = LoggerContext.getContext(false);

  private LogLines() {}

  public static LogLines open() {
    LogLines lines = new LogLines();
    Configuration shipped =
        ConfigurationFactory.getInstance().getConfiguration(lines.context, "shipped", SHIPPED);
    shipped.initialize();
    shipped
        .getRootLogger()
        .getAppenders()
        .forEach(
            (name, console) -> {
              shipped.getRootLogger().removeAppender(name);
              Appender kept = lines.new Kept(console);
              kept.start();
              shipped.getRootLogger().addAppender(kept, null, null);
            });
    lines.context.setConfiguration(shipped);
    return lines;
  }

  /** The lines as on stdout, with their line ends. */
  public List<String> written() {
    return List.copyOf(written);
  }

  /** Each line as one JSON object; duplicate names are refused. */
  public List<JsonNode> all() {
    return written.stream().map(LogLines::read).toList();
  }

  public static JsonNode read(String line) {
    try {
      return STRICT.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + line, e);
    }
  }

  @Override
  public void close() {
    context.reconfigure();
  }

  private final class Kept extends AbstractAppender {
    private Kept(Appender console) {
      super("kept", null, console.getLayout(), false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      written.add(getLayout().toSerializable(event).toString());
    }
  }
}
