package preflight.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The file's share of the settings; every complaint names the line and the column. */
final class ConfigurationFile {

  /** Read where it exists and nothing else is asked for. */
  static final String DEFAULT = "/etc/preflight.yaml";

  /** As much as the parser takes at the most; a device that never ends would fill the memory. */
  private static final int LIMIT = 12 << 20;

  private final String name;

  private ConfigurationFile(String name) {
    this.name = name;
  }

  /**
   * Reads a file of options.
   *
   * @param path where it is
   * @param name what the user calls it
   */
  static List<Given> given(Path path, String name) throws Refusal {
    return new ConfigurationFile(name).settings(text(path, name));
  }

  private static String text(Path path, String name) throws Refusal {
    Place place = Place.file(name);
    try (var bytes = open(path)) {
      byte[] text = bytes.readNBytes(LIMIT + 1);
      if (text.length > LIMIT) {
        throw new Refusal(place, "the file is too large; name a file of options");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (NoSuchFileException e) {
      throw new Refusal(place, "no such file; correct the path, or leave --config out");
    } catch (AccessDeniedException e) {
      throw new Refusal(place, "no permission to read the file; make it readable for this user");
    } catch (CharacterCodingException e) {
      throw new Refusal(place, "the file is no UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw new Refusal(place, "the file cannot be read; name a regular YAML file");
    }
  }

  /**
   * A pipe that nobody writes to would be waited for; one that a shell has opened is in /dev/fd.
   */
  private static InputStream open(Path path) throws IOException {
    Path place = path.toAbsolutePath();
    boolean opened = place.startsWith("/dev") || place.startsWith("/proc");
    if (!opened && Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
      throw new IOException("neither a file nor open");
    }
    return Files.newInputStream(path);
  }

  private List<Given> settings(String text) throws Refusal {
    Optional<Node> root;
    try {
      var settings = LoadSettings.builder().setLabel(name).setUseMarks(true).build();
      root = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      throw new Refusal(
          at(e.getProblemMark()), "no valid YAML: " + oneLine(e.getProblem()) + "; correct it");
    } catch (ReaderException e) {
      throw new Refusal(
          at(text, e.getPosition()),
          "no valid YAML: the character U+%04X; take it out".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw new Refusal(
          Place.file(name),
          "no valid YAML: " + oneLine(String.valueOf(e.getMessage())) + "; correct it");
    } catch (StackOverflowError e) {
      throw new Refusal(
          Place.file(name), "no valid YAML: it is nested too deeply; write options as keys");
    }
    if (root.isEmpty() || isNull(root.get())) {
      return List.of();
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw new Refusal(
          at(root.get()), "no mapping; write options as keys, for example 'deadline: 60s'");
    }
    return settings(mapping);
  }

  private List<Given> settings(MappingNode mapping) throws Refusal {
    List<Given> given = new ArrayList<>();
    var seen = new HashSet<String>();
    for (var entry : mapping.getValue()) {
      Node keyNode = entry.getKeyNode();
      String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
      var option = Options.named(key).filter(found -> !found.equals(Options.CONFIG));
      if (option.isEmpty()) {
        throw new Refusal(
            at(keyNode),
            key.equals(Options.CONFIG.name())
                ? "key 'config' names this very file; take it out"
                : "unknown key '" + Values.shown(key) + "'" + Spelling.hint(key, Options.names()));
      }
      if (!seen.add(key)) {
        throw new Refusal(at(keyNode), "key '" + key + "' stands here twice; keep one");
      }
      for (ScalarNode value : values(option.get(), entry.getValueNode())) {
        given.add(new Given(option.get(), value.getValue(), at(value, key)));
      }
    }
    return given;
  }

  private List<ScalarNode> values(Option option, Node node) throws Refusal {
    if (node instanceof ScalarNode scalar && !isNull(node)) {
      return List.of(scalar);
    }
    if (option.shape() == Option.Shape.LIST && node instanceof SequenceNode sequence) {
      List<ScalarNode> values = new ArrayList<>();
      for (Node element : sequence.getValue()) {
        if (!(element instanceof ScalarNode scalar) || isNull(element)) {
          throw new Refusal(at(element, option.name()), "no text; write " + option.operand());
        }
        values.add(scalar);
      }
      return values;
    }
    throw new Refusal(
        at(node, option.name()),
        switch (option.shape()) {
          case LIST -> "no list; write one " + option.operand() + " a line, each behind '- '";
          case FLAG -> "no truth value; write true or false";
          case ONE -> "no single value; write " + option.operand();
        });
  }

  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  private Place at(Node node, String key) {
    Place place = at(node);
    return new Place(place.text() + ": " + key, place.status());
  }

  private Place at(Node node) {
    return at(node.getStartMark());
  }

  private Place at(Optional<Mark> mark) {
    return Place.file(
        mark.map(found -> name + ":" + (found.getLine() + 1) + ":" + (found.getColumn() + 1))
            .orElse(name));
  }

  private Place at(String text, int position) {
    List<String> before = text.substring(0, Math.min(position, text.length())).lines().toList();
    String last = before.isEmpty() ? "" : before.getLast();
    return Place.file(name + ":" + Math.max(1, before.size()) + ":" + (last.length() + 1));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
