package heapsh.live;

import heapsh.HeapException;

/** Records in another JVM on this machine by its own diagnostic commands. Thread-safe. */
final class PidRecorder implements Recorder {
  private final Target target;
  private final Commands commands;

  private PidRecorder(Target target) {
    this.target = target;
    commands = Commands.to(target);
  }

  static PidRecorder attach(long pid) {
    return new PidRecorder(Target.of(pid));
  }

  @Override
  public void start() {
    if (check().contains("name=" + NAME + " ")) {
      throw RecorderErrors.runsAlready(who());
    }
    String answer = run("JFR.start name=" + NAME + " settings=profile maxsize=" + MAX_SIZE);
    if (!answer.contains("Started recording")) {
      throw RecorderErrors.refused(who(), Jcmd.reason(answer));
    }
  }

  @Override
  public void stop() {
    if (!check().contains("name=" + NAME + " ")) {
      throw RecorderErrors.noneOfOurs(who());
    }
    run("JFR.stop name=" + NAME);
  }

  @Override
  public <T> T copy(boolean withPaths, Reader<T> reader) {
    if (!check().contains("(running)")) {
      throw RecorderErrors.noneRuns(who());
    }
    try (PrivateFile file = PrivateFile.in("recording.jfr")) {
      String user = Target.userOf(target.pid());
      if (user != null && !user.equals(System.getProperty("user.name"))) {
        file.giveTo(user);
      }
      String answer =
          run("JFR.dump path-to-gc-roots=" + withPaths + " filename=\"" + file.path() + '"');
      if (!answer.contains("Dumped recording")) {
        throw RecorderErrors.refused(who(), Jcmd.reason(answer));
      }
      return reader.read(file.path());
    }
  }

  private String check() {
    return run("JFR.check");
  }

  private String run(String command) {
    try {
      return commands.run(command);
    } catch (HeapException e) {
      if (e.getMessage().contains("Unknown diagnostic command")) {
        throw RecorderErrors.noFlightRecorder(who(), e);
      }
      throw e;
    }
  }

  private String who() {
    return "JVM " + target.pid();
  }
}
