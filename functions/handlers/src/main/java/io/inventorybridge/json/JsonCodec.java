// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The shared JSON mappers: for our own documents, and for inputs with limits. Thread-safe. */
public final class JsonCodec {
  public static final ObjectMapper MAPPER = mapper(new JsonFactory());

  /** The most levels of objects and arrays in an input. */
  public static final int MOST_LEVELS = 100;

  /** The most digits of a number in an input. */
  public static final int MOST_DIGITS = 100;

  /** The most characters of a text in an input; the row or request has a limit of its own. */
  public static final int MOST_CHARACTERS = 1_048_576;

  private static final ObjectMapper INPUT =
      mapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MOST_LEVELS)
                      .maxNumberLength(MOST_DIGITS)
                      .maxStringLength(MOST_CHARACTERS)
                      .build())
              .build());

  private JsonCodec() {}

  private static ObjectMapper mapper(JsonFactory factory) {
    return JsonMapper.builder(factory)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
        .build();
  }

  /** Reads a document of an input, within the limits of levels, digits and characters. */
  public static JsonNode readInput(String document) throws JsonProcessingException {
    return INPUT.readTree(document);
  }

  /** Reads one JSON document; the exception's message names line and column. */
  public static JsonNode read(byte[] document) throws JsonProcessingException {
    try {
      return MAPPER.readTree(document);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode read(String document) throws JsonProcessingException {
    return MAPPER.readTree(document);
  }

  /** The document in one line. */
  public static byte[] bytes(JsonNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }
}
