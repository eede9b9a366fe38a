// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML with CloudFormation's short tags: {@code !Ref X} is read as {@code {"Ref": "X"}}. */
final class CloudFormationYaml {
  private CloudFormationYaml() {}

  /**
   * The document's root.
   *
   * @throws UnusableTemplate when the text is not YAML or its root is not a mapping
   */
  static Map<?, ?> read(String name, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object root;
    try {
      root = new Yaml(new Tags(options)).load(text);
    } catch (YAMLException e) {
      throw new UnusableTemplate(name + ": " + e.getMessage());
    }
    if (root instanceof Map<?, ?> mapping) {
      return mapping;
    }
    throw new UnusableTemplate(name + " is not a mapping");
  }

  private static final class Tags extends SafeConstructor {
    Tags(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return intrinsic(node);
            }
          });
      // The yaml parser must not read 2010-09-09 as a date: it is a version.
      yamlConstructors.put(
          Tag.TIMESTAMP,
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return ((ScalarNode) node).getValue();
            }
          });
    }

    private Map<String, Object> intrinsic(Node node) {
      String tag = node.getTag().getValue().substring(1);
      Object argument =
          switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence -> constructSequence(sequence);
            case MappingNode mapping -> constructMapping(mapping);
            default -> throw new UnusableTemplate("!" + tag + " of an unknown kind");
          };
      String name = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
      if (tag.equals("GetAtt") && argument instanceof String path) {
        return Map.of(name, List.of(path.split("\\.", 2)));
      }
      return Map.of(name, argument);
    }
  }
}
