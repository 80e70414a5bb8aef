// The verbs of heapsh for IJava and JJava. Made from startup.jsh, see StartupFileTest. Set
// IJAVA_CLASSPATH (JJAVA_CLASSPATH) to heapsh.jar, and IJAVA_STARTUP_SCRIPTS_PATH
// (JJAVA_STARTUP_SCRIPTS_PATH) to this file.

import java.io.*;
import java.math.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;
import heapsh.*;
import heapsh.graph.Strength;
import static heapsh.Classifier.*;
import static heapsh.Engine.*;
import static heapsh.Units.*;
import static heapsh.graph.Strength.*;

Heap hp = null;
Options salvage = Options.salvage();
Heap open(String path) { return hp = Shell.open(path); }
Heap open(String path, Options options) { return hp = Shell.open(path, options); }
Heap attach(long pid) { return hp = Shell.attach(pid); }
Heap self() { return hp = Shell.self(); }
void demo() { hp = Shell.demo(); }
Heap jmx(String hostPort) { return hp = Shell.jmx(hostPort); }
Heap jmx(String hostPort, String user, String password) { return hp = Shell.jmx(hostPort, user, password); }
Heap jmx(Jmx address) { return hp = Shell.jmx(address); }
Heap refresh() { return hp = hp.refresh(); }
SavedHistograms histograms(String... paths) { return Shell.histograms(paths); }
Watch watch = null;
Watch watch(Duration every) { return watch = hp.watch(every); }
Recording recording(String path) { return Shell.recording(path); }
Growth growth(String... dumps) { Growth g = Shell.growth(dumps); hp = g.newest(); return g; }
Profile profile(Stat... stats) { return Shell.profile(stats); }
Profile profile(String path) { return Shell.profile(path); }
JvmTable jvms() { return Shell.jvms(); }
void p(Object x) { Shell.p(x); }
void help() { Shell.help(); }
void help(String name) { Shell.help(name); }
void recipes() { Shell.recipes(); }
Notebook.show();
