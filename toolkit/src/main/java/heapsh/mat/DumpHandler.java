package heapsh.mat;

import heapsh.graph.RootKind;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.mat.SnapshotException;
import org.eclipse.mat.hprof.HprofParserHandlerImpl;
import org.eclipse.mat.parser.IPreliminaryIndex;
import org.eclipse.mat.parser.index.IIndexReader.IOne2LongIndex;
import org.eclipse.mat.parser.model.ClassImpl;
import org.eclipse.mat.snapshot.model.Field;
import org.eclipse.mat.snapshot.model.FieldDescriptor;
import org.eclipse.mat.snapshot.model.GCRootInfo;
import org.eclipse.mat.snapshot.model.IClass;
import org.eclipse.mat.snapshot.model.IObject;
import org.eclipse.mat.snapshot.model.ObjectReference;
import org.eclipse.mat.util.IProgressListener;

/**
 * Hears what MAT's parser finds in a dump, and sets right what would make its graph another one
 * than the dump's:
 *
 * <ul>
 *   <li>what a thread's stack holds becomes a GC root, instead of a reference of the Thread;
 *   <li>boot classes become roots only in a dump that names no system class, as in later MATs:
 *       hidden classes have no loader and are not held by the VM;
 *   <li>signers and protection domain of a class, which the parser skips, become pseudo statics, as
 *       MAT has them for other formats;
 *   <li>a dump without {@code java.lang.Class} or {@code java.lang.ClassLoader} gets empty ones,
 *       instead of a failure.
 * </ul>
 */
final class DumpHandler extends HprofParserHandlerImpl {
  /** How many pseudo statics stand before the statics of a class record. */
  static final int PSEUDO_STATICS = 2;

  private static final int MAX_INVENTED = 64;

  private final File dump;
  private final List<Root> roots = new ArrayList<>();
  private final List<ClassImpl> classes = new ArrayList<>();
  private final LongOpenHashSet invented = new LongOpenHashSet();
  private long smallIds;
  private boolean systemClass;
  private boolean filling;
  private RandomAccessFile file;

  /**
   * Holds a root as the dump has it.
   *
   * @param address the object
   * @param thread address of the Thread whose stack holds it; 0 for none
   * @param kind why it is held, as far as MAT's parser tells
   */
  record Root(long address, long thread, RootKind kind) {}

  DumpHandler(File dump) {
    this.dump = dump;
  }

  /** Returns the roots in the order of the dump. */
  List<Root> roots() {
    return roots;
  }

  /** Tells whether the class with this address is none of the dump's. */
  boolean isInvented(long address) {
    return invented.contains(address);
  }

  /** Closes what reading the dump needed. */
  void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  @Override
  public void addGCRoot(long id, long thread, int type) {
    if (filling) {
      return; // The parser would make all boot classes roots.
    }
    systemClass |= type == GCRootInfo.Type.SYSTEM_CLASS;
    roots.add(new Root(id, thread, kind(type, thread)));
    super.addGCRoot(id, 0, type);
  }

  /**
   * Tells the kind of root apart as far as the parser does: JNI globals and native stacks share a
   * type, but only the latter have a thread; Android's own kinds are all unknown.
   */
  private static RootKind kind(int type, long thread) {
    return switch (type) {
      case GCRootInfo.Type.SYSTEM_CLASS -> RootKind.SYSTEM_CLASS;
      case GCRootInfo.Type.NATIVE_LOCAL -> RootKind.JNI_LOCAL;
      case GCRootInfo.Type.THREAD_BLOCK -> RootKind.THREAD_BLOCK;
      case GCRootInfo.Type.BUSY_MONITOR -> RootKind.MONITOR;
      case GCRootInfo.Type.JAVA_LOCAL -> RootKind.JAVA_FRAME;
      case GCRootInfo.Type.NATIVE_STACK ->
          thread == 0 ? RootKind.JNI_GLOBAL : RootKind.NATIVE_STACK;
      case GCRootInfo.Type.THREAD_OBJ -> RootKind.THREAD;
      default -> RootKind.UNKNOWN;
    };
  }

  @Override
  public void addClass(ClassImpl type, long position) throws IOException {
    note(type.getObjectAddress());
    if (position < 0) {
      invented.add(type.getObjectAddress());
      super.addClass(type, position);
      return;
    }
    ClassImpl whole = withPseudoStatics(type, position);
    classes.add(whole);
    super.addClass(whole, position);
  }

  private ClassImpl withPseudoStatics(ClassImpl type, long position) throws IOException {
    if (file == null) {
      file = new RandomAccessFile(dump, "r");
    }
    int idBytes = getIdentifierSize();
    file.seek(position + 1 + 4 + 3L * idBytes);
    List<Field> statics = new ArrayList<>(type.getStaticFields().size() + PSEUDO_STATICS);
    for (String name : List.of("<signers>", "<protection domain>")) {
      long id = idBytes == 4 ? file.readInt() & 0xFFFFFFFFL : file.readLong();
      ObjectReference value = id == 0 ? null : new ObjectReference(null, id);
      statics.add(new Field(name, IObject.Type.OBJECT, value));
    }
    statics.addAll(type.getStaticFields());
    return new ClassImpl(
        type.getObjectAddress(),
        type.getName(),
        type.getSuperClassAddress(),
        type.getClassLoaderAddress(),
        statics.toArray(Field[]::new),
        type.getFieldDescriptors().toArray(FieldDescriptor[]::new));
  }

  @Override
  public void reportInstance(long address, long position) {
    note(address);
    super.reportInstance(address, position);
  }

  /** Remembers which of the lowest addresses are taken. */
  private void note(long address) {
    if (address >= 0 && address < MAX_INVENTED) {
      smallIds |= 1L << address;
    }
  }

  @Override
  public void beforePass2(IProgressListener listener) throws IOException, SnapshotException {
    invent(IClass.JAVA_LANG_CLASS);
    invent(IClass.JAVA_LANG_CLASSLOADER);
    super.beforePass2(listener);
  }

  /** Adds an empty class under a free address when the dump has none of this name. */
  private void invent(String name) throws IOException {
    if (lookupClassByName(name, true) != null) {
      return;
    }
    // From above: the parser itself invents classes of primitive arrays from 1 on.
    long address = MAX_INVENTED - 1;
    while ((smallIds >>> address & 1) != 0) {
      address--;
    }
    addClass(new ClassImpl(address, name, 0, 0, new Field[0], new FieldDescriptor[0]), -1);
  }

  @Override
  public IOne2LongIndex fillIn(IPreliminaryIndex index) throws IOException {
    if (!systemClass) {
      for (ClassImpl type : classes) {
        if (type.getClassLoaderAddress() == 0) {
          addGCRoot(type.getObjectAddress(), 0, GCRootInfo.Type.SYSTEM_CLASS);
        }
      }
    }
    filling = true;
    return super.fillIn(index);
  }
}
