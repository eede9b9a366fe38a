// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Resolves CloudFormation's functions to local values: parameters to their defaults, resources to
 * names that the local runner gives them. Unknown functions are refused by name.
 */
final class IntrinsicFunctions {
  private static final Object NO_VALUE = new Object();
  private static final Map<String, Object> PSEUDO =
      Map.of(
          "AWS::AccountId",
          StackTemplate.ACCOUNT,
          "AWS::Region",
          StackTemplate.REGION,
          "AWS::Partition",
          "aws",
          "AWS::StackName",
          "local",
          "AWS::StackId",
          "arn:aws:cloudformation:"
              + StackTemplate.REGION
              + ":"
              + StackTemplate.ACCOUNT
              + ":stack/local/local",
          "AWS::URLSuffix",
          "amazonaws.com",
          "AWS::NoValue",
          NO_VALUE);
  private static final Pattern SERVICE = Pattern.compile("[^:]*::([^:]*)::.*");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final Map<?, ?> parameters;
  private final Map<?, ?> conditions;
  private final Map<?, ?> mappings;
  private final Map<?, ?> resources;
  private final Map<String, BiFunction<IntrinsicFunctions, Object, Object>> functions = functions();

  IntrinsicFunctions(Map<?, ?> template) {
    this.parameters = section(template, "Parameters");
    this.conditions = section(template, "Conditions");
    this.mappings = section(template, "Mappings");
    this.resources = section(template, "Resources");
  }

  /** The value with everything resolved; empty for AWS::NoValue. */
  Optional<Object> value(@Nullable Object raw) {
    Object resolved = resolve(raw);
    return resolved == NO_VALUE ? Optional.empty() : Optional.of(resolved);
  }

  /** The value as text. */
  String text(@Nullable Object raw) {
    return value(raw).map(String::valueOf).orElse("");
  }

  /** True if the Condition of the resource holds, or it has none. */
  boolean exists(Map<?, ?> resource) {
    Object condition = resource.get("Condition");
    return condition == null || condition(String.valueOf(condition));
  }

  private Object resolve(@Nullable Object raw) {
    if (raw instanceof Map<?, ?> mapping) {
      if (mapping.size() == 1) {
        String name = String.valueOf(mapping.keySet().iterator().next());
        Object argument = mapping.values().iterator().next();
        BiFunction<IntrinsicFunctions, Object, Object> function = functions.get(name);
        if (function != null) {
          return function.apply(this, argument);
        }
        if (name.startsWith("Fn::")) {
          throw new UnusableTemplate("template.yaml: " + name + " is not known to the runner");
        }
      }
      Map<String, Object> resolved = new LinkedHashMap<>();
      mapping.forEach(
          (key, value) -> {
            Object it = resolve(value);
            if (it != NO_VALUE) {
              resolved.put(String.valueOf(key), it);
            }
          });
      return resolved;
    }
    if (raw instanceof List<?> list) {
      List<Object> resolved = new ArrayList<>();
      for (Object element : list) {
        Object it = resolve(element);
        if (it != NO_VALUE) {
          resolved.add(it);
        }
      }
      return resolved;
    }
    return raw == null ? "" : raw;
  }

  private static Map<String, BiFunction<IntrinsicFunctions, Object, Object>> functions() {
    return Map.ofEntries(
        Map.entry("Ref", (it, name) -> it.ref(String.valueOf(name))),
        Map.entry("Fn::Sub", IntrinsicFunctions::sub),
        Map.entry("Fn::GetAtt", (it, path) -> it.getAtt(path)),
        Map.entry("Fn::If", IntrinsicFunctions::choose),
        Map.entry("Fn::Join", IntrinsicFunctions::join),
        Map.entry("Fn::Select", IntrinsicFunctions::select),
        Map.entry("Fn::Split", IntrinsicFunctions::split),
        Map.entry("Fn::FindInMap", IntrinsicFunctions::findInMap),
        Map.entry("Condition", (it, name) -> it.condition(String.valueOf(name))),
        Map.entry("Fn::Equals", IntrinsicFunctions::equal),
        Map.entry("Fn::Not", (it, of) -> !it.truth(list(of).get(0))),
        Map.entry("Fn::And", (it, of) -> list(of).stream().allMatch(it::truth)),
        Map.entry("Fn::Or", (it, of) -> list(of).stream().anyMatch(it::truth)));
  }

  private Object ref(String name) {
    Object pseudo = PSEUDO.get(name);
    if (pseudo != null) {
      return pseudo;
    }
    if (parameters.get(name) instanceof Map<?, ?> parameter) {
      Object value = parameter.get("Default");
      if (value == null) {
        throw new UnusableTemplate("template.yaml: parameter " + name + " has no default");
      }
      return value;
    }
    int dot = name.indexOf('.');
    if (dot > 0 && type(name.substring(0, dot)).equals("AWS::Serverless::Function")) {
      return arn(name.substring(0, dot)) + ":" + name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
    return switch (type(name)) {
      case "AWS::S3::Bucket",
          "AWS::DynamoDB::Table",
          "AWS::Serverless::Function",
          "AWS::Events::EventBus" ->
          name(name);
      default -> arn(name);
    };
  }

  private Object getAtt(Object path) {
    String whole =
        path instanceof List<?> parts
            ? parts.stream().map(String::valueOf).collect(Collectors.joining("."))
            : String.valueOf(path);
    int dot = whole.indexOf('.');
    String resource = whole.substring(0, dot);
    String attribute = whole.substring(dot + 1);
    type(resource);
    return attribute.equals("Arn") ? arn(resource) : resource + "." + attribute;
  }

  /** The name of a resource: the declared one, else one derived from its logical id. */
  String name(String logicalId) {
    Map<?, ?> resource = resource(logicalId);
    Map<?, ?> properties = section(resource, "Properties");
    return switch (type(logicalId)) {
      case "AWS::S3::Bucket" ->
          properties.containsKey("BucketName")
              ? text(properties.get("BucketName"))
              : kebab(logicalId);
      case "AWS::DynamoDB::Table" ->
          properties.containsKey("TableName") ? text(properties.get("TableName")) : logicalId;
      default -> logicalId;
    };
  }

  private String arn(String logicalId) {
    String type = type(logicalId);
    return switch (type) {
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name(logicalId);
      case "AWS::Serverless::Function" -> regional("lambda", "function:" + logicalId);
      case "AWS::Serverless::StateMachine" -> regional("states", "stateMachine:" + logicalId);
      case "AWS::DynamoDB::Table" -> regional("dynamodb", "table/" + name(logicalId));
      default ->
          regional(SERVICE.matcher(type).replaceFirst("$1").toLowerCase(Locale.ROOT), logicalId);
    };
  }

  private static String regional(String service, String resource) {
    return "arn:aws:"
        + service
        + ":"
        + StackTemplate.REGION
        + ":"
        + StackTemplate.ACCOUNT
        + ":"
        + resource;
  }

  private Object sub(Object argument) {
    String text;
    Map<?, ?> own;
    if (argument instanceof List<?> both) {
      text = String.valueOf(both.get(0));
      own = (Map<?, ?>) both.get(1);
    } else {
      text = String.valueOf(argument);
      own = Map.of();
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2);
      String value;
      if (!matcher.group(1).isEmpty()) {
        value = "${" + name + "}";
      } else if (own.containsKey(name)) {
        value = text(own.get(name));
      } else if (name.contains(".") && !name.endsWith(".Alias") && !name.endsWith(".Version")) {
        value = String.valueOf(getAtt(name));
      } else {
        value = String.valueOf(ref(name));
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  private Object choose(Object argument) {
    List<?> three = list(argument);
    return resolve(condition(String.valueOf(three.get(0))) ? three.get(1) : three.get(2));
  }

  private boolean condition(String name) {
    if (!conditions.containsKey(name)) {
      throw new UnusableTemplate("template.yaml: there is no condition " + name);
    }
    return truth(conditions.get(name));
  }

  private boolean truth(Object raw) {
    return Boolean.parseBoolean(text(raw));
  }

  private Object equal(Object argument) {
    List<?> two = list(argument);
    return text(two.get(0)).equals(text(two.get(1)));
  }

  private Object join(Object argument) {
    List<?> two = list(argument);
    return list(resolve(two.get(1))).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(String.valueOf(two.get(0))));
  }

  private Object select(Object argument) {
    List<?> two = list(argument);
    return list(resolve(two.get(1))).get(Integer.parseInt(text(two.get(0))));
  }

  private Object split(Object argument) {
    List<?> two = list(argument);
    return List.of(text(two.get(1)).split(Pattern.quote(String.valueOf(two.get(0))), -1));
  }

  private Object findInMap(Object argument) {
    List<?> three = list(argument);
    Object found =
        section(section(mappings, text(three.get(0))), text(three.get(1))).get(text(three.get(2)));
    if (found == null) {
      throw new UnusableTemplate("template.yaml: no mapping for " + three);
    }
    return found;
  }

  private String type(String logicalId) {
    return String.valueOf(resource(logicalId).get("Type"));
  }

  private Map<?, ?> resource(String logicalId) {
    if (resources.get(logicalId) instanceof Map<?, ?> resource) {
      return resource;
    }
    throw new UnusableTemplate("template.yaml: there is no resource " + logicalId);
  }

  private static List<?> list(Object argument) {
    if (argument instanceof List<?> list) {
      return list;
    }
    throw new UnusableTemplate("template.yaml: a list was expected instead of " + argument);
  }

  static Map<?, ?> section(Map<?, ?> of, String name) {
    return of.get(name) instanceof Map<?, ?> section ? section : Map.of();
  }

  private static String kebab(String logicalId) {
    return logicalId.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
