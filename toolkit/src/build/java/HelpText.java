import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Writes the text that the shell's {@code help()} shows, from the javadoc of the public API: one
 * text for both, because jshell cannot show the javadoc of jars.
 *
 * <p>Run by the build: {@code java HelpText.java PACKAGE-DIRECTORY OUTPUT}. The output holds one
 * entry per public type, method and constant:
 *
 * <pre>
 *   @ObjectSet byVia byVia() -&gt; ObjectSet
 *   text, one paragraph a line; indented lines stand as they are
 * </pre>
 *
 * <p>The types themselves have {@code -} for a name. What overrides a method without a text of its
 * own is left out: the text of the interface, which the type's declaration names, stands for it.
 */
final class HelpText {
  private static final Set<String> NOT_SHOWN = Set.of("toString", "equals", "hashCode");

  private final DocTrees trees;
  private final StringBuilder out = new StringBuilder();

  private HelpText(DocTrees trees) {
    this.trees = trees;
  }

  public static void main(String[] args) throws IOException {
    Path output = Path.of(args[1]);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.list(Path.of(args[0]))) {
      List<Path> java =
          sources.filter(p -> p.toString().endsWith(".java")).sorted().collect(Collectors.toList());
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
      HelpText help = new HelpText(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        help.addUnit(unit);
      }
      Files.createDirectories(output.getParent());
      Files.writeString(output, help.out);
    }
  }

  private void addUnit(CompilationUnitTree unit) {
    TreePath path = new TreePath(unit);
    for (Tree tree : unit.getTypeDecls()) {
      if (tree instanceof ClassTree type && isPublic(type.getModifiers())) {
        addType(type, new TreePath(path, type), type.getSimpleName().toString());
      }
    }
  }

  private void addType(ClassTree type, TreePath path, String name) {
    add(name, "-", kindOf(type) + " " + name + interfaces(type), path);
    boolean open = type.getKind() == Tree.Kind.INTERFACE;
    for (Tree member : type.getMembers()) {
      TreePath memberPath = new TreePath(path, member);
      if (member instanceof MethodTree method && (open || isPublic(method.getModifiers()))) {
        addMethod(name, method, memberPath);
      } else if (member instanceof VariableTree field && (open || isPublic(field.getModifiers()))) {
        add(
            name,
            field.getName().toString(),
            field.getName() + " -> " + field.getType(),
            memberPath);
      } else if (member instanceof ClassTree nested && (open || isPublic(nested.getModifiers()))) {
        addType(nested, memberPath, name + "." + nested.getSimpleName());
      }
    }
  }

  private static String kindOf(ClassTree type) {
    return switch (type.getKind()) {
      case INTERFACE -> "interface";
      case ENUM -> "enum";
      case RECORD -> "record";
      default -> "class";
    };
  }

  private static String interfaces(ClassTree type) {
    return type.getImplementsClause().stream()
        .map(Tree::toString)
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), names -> names.isEmpty() ? "" : " implements " + names));
  }

  private void addMethod(String type, MethodTree method, TreePath path) {
    String name = method.getName().toString();
    if (NOT_SHOWN.contains(name) || method.getReturnType() == null) {
      return;
    }
    String parameters =
        method.getParameters().stream()
            .map(VariableTree::toString)
            .collect(Collectors.joining(", "));
    String result = method.getReturnType().toString();
    String gives = result.equals("void") ? "" : " -> " + result;
    add(type, name, name + "(" + parameters + ")" + gives, path);
  }

  private static boolean isPublic(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.PUBLIC);
  }

  private void add(String type, String name, String signature, TreePath path) {
    DocCommentTree comment = trees.getDocCommentTree(path);
    if (comment == null) {
      return; // what has no text of its own says nothing new: an override
    }
    out.append('@').append(type).append(' ').append(name).append(' ');
    out.append(signature.replaceAll("\\s+", " ")).append('\n');
    appendBody(text(comment.getFullBody()));
    for (DocTree tag : comment.getBlockTags()) {
      appendTag(tag);
    }
  }

  private void appendTag(DocTree tag) {
    if (tag instanceof ParamTree param && !param.isTypeParameter()) {
      appendBody(param.getName() + ": " + text(param.getDescription()));
    } else if (tag instanceof ReturnTree result) {
      appendBody("Returns " + text(result.getDescription()));
    } else if (tag instanceof ThrowsTree error) {
      appendBody("Fails " + text(error.getDescription()));
    }
  }

  /** Appends paragraphs as lines; the lines of {@code <pre>} stay, indented. */
  private void appendBody(String text) {
    String[] parts = text.split("\f");
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1) {
        parts[i]
            .stripTrailing()
            .stripIndent()
            .lines()
            .filter(l -> !l.isBlank())
            .forEach(this::appendAsIs);
      } else {
        Stream.of(parts[i].split("\u000b"))
            .map(p -> p.replaceAll("\\s+", " ").strip())
            .filter(p -> !p.isEmpty())
            .forEach(p -> out.append(p).append('\n'));
      }
    }
  }

  private void appendAsIs(String line) {
    out.append("  ").append(line).append('\n');
  }

  /**
   * Returns the plain text; a vertical tab begins a paragraph, form feeds stand around {@code
   * <pre>}.
   */
  private static String text(List<? extends DocTree> nodes) {
    StringBuilder text = new StringBuilder();
    for (DocTree node : nodes) {
      if (node instanceof TextTree plain) {
        text.append(plain.getBody());
      } else if (node instanceof LiteralTree literal) {
        text.append(literal.getBody().getBody());
      } else if (node instanceof LinkTree link) {
        text.append(link.getLabel().isEmpty() ? name(link.getReference()) : text(link.getLabel()));
      } else if (node instanceof EntityTree entity) {
        text.append(entity(entity.getName().toString()));
      } else if (node instanceof StartElementTree element) {
        text.append(mark(element.getName().toString()));
      } else if (node.toString().equals("</pre>")) {
        text.append('\f');
      }
    }
    return text.toString();
  }

  private static String name(ReferenceTree reference) {
    String name = reference.getSignature();
    return name.startsWith("#") ? name.substring(1) : name.replace('#', '.');
  }

  private static String entity(String name) {
    return switch (name) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      default -> "&" + name + ";";
    };
  }

  private static String mark(String element) {
    return switch (element) {
      case "p" -> "\u000b";
      case "li" -> "\u000b- ";
      case "pre" -> "\f";
      default -> "";
    };
  }
}
