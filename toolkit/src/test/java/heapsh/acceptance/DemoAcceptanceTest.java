package heapsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Jdks;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisabledOnOs(OS.WINDOWS)
class DemoAcceptanceTest {
  private static final Pattern ATTACH = Pattern.compile("attach\\((\\d+)\\)");

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void tellsTheStoryAndEndsItsCrawler(Jdks.Jdk jdk) {
    Session.Result result =
        Session.script(jdk, "demo")
            .run(List.of("System.out.println(hp.heap().get(0).count() > 155)"));

    assertThat(result.errors()).isEmpty();
    assertThat(result.out())
        .containsSubsequence(
            "jshell> hp.growth().top(3)",
            "first look at",
            "jshell> hp.growth().top(3)",
            "byte[]",
            "jshell> hp.heap()",
            "jshell> hp.heap().get(0).byVia()",
            "[\"sql\"].value",
            ".shpaths()",
            "Connections.INSTANCE -> .connections[\"default\"]",
            ".rp()",
            "DatabaseWrapper",
            "debug       = true",
            "true");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    Matcher attach = ATTACH.matcher(result.out());
    assertThat(attach.find()).isTrue();
    assertThat(ProcessHandle.of(Long.parseLong(attach.group(1)))).isEmpty();
  }
}
