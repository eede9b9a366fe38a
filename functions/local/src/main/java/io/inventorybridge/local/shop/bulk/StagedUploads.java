// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.bulk;

import graphql.schema.DataFetchingEnvironment;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.RequestOrigin;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files for bulk mutations: first requested, then posted as a form, then referred to by the form's
 * {@code key}.
 */
public final class StagedUploads {
  public static final String PATH = "/staged";
  private static final int MOST_CHARACTERS = 100 * 1024 * 1024;
  private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");

  private final FakeShop shop;
  private final Map<String, Found> files = new HashMap<>();

  /** The file at a path. */
  sealed interface File {}

  record Found(String text) implements File {}

  record TooLarge() implements File {}

  record Missing() implements File {}

  private record Parameter(String name, String value) {}

  private record StagedTarget(String url, List<Parameter> parameters) {}

  private record Staged(List<StagedTarget> targets) {}

  public StagedUploads(FakeShop shop) {
    this.shop = shop;
  }

  public void addTo(FieldResolvers fields) {
    fields
        .answer("Mutation", "stagedUploadsCreate", this::create)
        .value("StagedUploadsCreatePayload", Staged.class, "stagedTargets", Staged::targets)
        .value("StagedUploadsCreatePayload", Staged.class, "userErrors", it -> List.of())
        .value("StagedMediaUploadTarget", StagedTarget.class, "url", StagedTarget::url)
        .value("StagedMediaUploadTarget", StagedTarget.class, "resourceUrl", it -> Optional.empty())
        .value(
            "StagedMediaUploadTarget", StagedTarget.class, "parameters", StagedTarget::parameters)
        .value("StagedUploadParameter", Parameter.class, "name", Parameter::name)
        .value("StagedUploadParameter", Parameter.class, "value", Parameter::value);
  }

  private Object create(DataFetchingEnvironment asked) {
    URI base = RequestOrigin.of(asked).base();
    List<StagedTarget> targets = new ArrayList<>();
    List<Map<String, Object>> inputs = asked.getArgumentOrDefault("input", List.of());
    for (Map<String, Object> input : inputs) {
      String key = "tmp/1/bulk/" + shop.nextNumber() + "/" + input.get("filename");
      targets.add(
          new StagedTarget(
              base.resolve(PATH).toString(),
              List.of(
                  new Parameter("Content-Type", String.valueOf(input.get("mimeType"))),
                  new Parameter("key", key))));
    }
    return new Staged(targets);
  }

  /** Accepts a posted form; its parts are fields, with the file last. */
  public UploadOutcome post(String contentType, String body) {
    int boundary = contentType.indexOf("boundary=");
    if (boundary < 0) {
      return UploadOutcome.UNREADABLE;
    }
    String mark = "--" + contentType.substring(boundary + "boundary=".length()).replace("\"", "");
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : body.split(Pattern.quote(mark), -1)) {
      int head = part.indexOf("\r\n\r\n");
      Matcher name = NAME.matcher(part);
      if (head >= 0 && name.find() && name.start() < head) {
        String text = part.substring(head + 4);
        parts.put(
            name.group(1), text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text);
      }
    }
    String key = parts.get("key");
    String file = parts.get("file");
    if (key == null || file == null) {
      return UploadOutcome.UNREADABLE;
    }
    files.put(key, new Found(file));
    return UploadOutcome.STORED;
  }

  /** The outcome of a post. */
  public enum UploadOutcome {
    STORED,
    UNREADABLE
  }

  File find(String path) {
    Found found = files.get(path);
    if (found == null) {
      return new Missing();
    }
    return found.text().length() > MOST_CHARACTERS ? new TooLarge() : found;
  }
}
