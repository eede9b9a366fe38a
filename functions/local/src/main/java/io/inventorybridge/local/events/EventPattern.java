// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.template.UnusableTemplate;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * EventBridge's event pattern, limited to the features that this template uses. Any other feature
 * is refused by name.
 */
final class EventPattern {
  private static final Set<String> KNOWN =
      Set.of("prefix", "suffix", "wildcard", "exists", "anything-but", "equals-ignore-case");

  private final JsonNode pattern;

  EventPattern(JsonNode pattern) {
    check(pattern);
    this.pattern = pattern;
  }

  boolean matches(JsonNode event) {
    return matches(pattern, event);
  }

  private static void check(JsonNode pattern) {
    if (pattern.isArray()) {
      for (JsonNode choice : pattern) {
        if (choice.isObject()) {
          choice
              .fieldNames()
              .forEachRemaining(
                  name -> {
                    if (!KNOWN.contains(name)) {
                      throw new UnusableTemplate(
                          "the event pattern " + name + " is not known to the runner");
                    }
                  });
        }
      }
    } else if (pattern.isObject()) {
      pattern.forEach(EventPattern::check);
    } else {
      throw new UnusableTemplate("an event pattern must hold lists: " + pattern);
    }
  }

  private static boolean matches(JsonNode pattern, JsonNode event) {
    if (pattern.isArray()) {
      for (JsonNode choice : pattern) {
        if (matchesChoice(choice, event)) {
          return true;
        }
      }
      return false;
    }
    return pattern.properties().stream()
        .allMatch(field -> matches(field.getValue(), event.path(field.getKey())));
  }

  private static boolean matchesChoice(JsonNode choice, JsonNode value) {
    if (!choice.isObject()) {
      return choice.equals(value);
    }
    return choice.properties().stream()
        .allMatch(
            test -> {
              JsonNode argument = test.getValue();
              return switch (test.getKey()) {
                case "prefix" -> value.isTextual() && value.asText().startsWith(argument.asText());
                case "suffix" -> value.isTextual() && value.asText().endsWith(argument.asText());
                case "wildcard" ->
                    value.isTextual() && matchesWildcard(argument.asText(), value.asText());
                case "exists" -> argument.asBoolean() != value.isMissingNode();
                case "equals-ignore-case" -> value.asText().equalsIgnoreCase(argument.asText());
                default -> !value.isMissingNode() && !excluded(argument, value);
              };
            });
  }

  // A star matches any number of characters, also zero; there is no other wildcard.
  private static boolean matchesWildcard(String pattern, String value) {
    return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), value);
  }

  private static boolean excluded(JsonNode argument, JsonNode value) {
    if (argument.isArray()) {
      for (JsonNode one : argument) {
        if (matchesChoice(one, value)) {
          return true;
        }
      }
      return false;
    }
    return matchesChoice(argument, value);
  }
}
