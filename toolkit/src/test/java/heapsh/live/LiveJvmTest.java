package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.LeakingProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveJvmTest {
  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void listsARunningProgramWithItsVersionAndUser(Jdks.Jdk jdk) {
    try (ChildJvm child = ChildJvm.start(jdk, LeakingProgram.class)) {
      assertThat(LiveJvm.list())
          .filteredOn(jvm -> jvm.pid() == child.pid())
          .singleElement()
          .satisfies(
              jvm -> {
                assertThat(jvm.mainClass()).isEqualTo(LeakingProgram.class.getName());
                assertThat(jvm.version()).startsWith(Integer.toString(jdk.feature()));
                assertThat(jvm.user()).isEqualTo(System.getProperty("user.name"));
                assertThat(jvm.isSelf()).isFalse();
              });
    }
  }

  @Test
  void mainClassLeavesOutPathAndArguments() {
    assertThat(LiveJvm.mainClass("/opt/app/server.jar --password x")).isEqualTo("server.jar");
    assertThat(LiveJvm.mainClass("heapsh.demo.Crawler")).isEqualTo("heapsh.demo.Crawler");
    assertThat(LiveJvm.mainClass("")).isEmpty();
  }
}
