package heapsh.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
  @TempDir Path parent;

  @Test
  void goesWithItsFilesAndNotWithWhatItLinksTo() throws IOException {
    Path dump = Files.writeString(parent.resolve("a.hprof"), "dump");
    PrivateDirectory directory = PrivateDirectory.in(parent);
    Path link = directory.link(dump, "link.hprof");
    Files.writeString(directory.path().resolve("index"), "secret");

    assertThat(link).hasContent("dump");
    directory.close();

    assertThat(directory.path()).doesNotExist();
    assertThat(dump).hasContent("dump");
  }

  @Test
  void closesWhenSomebodyHasRemovedIt() throws IOException {
    PrivateDirectory directory = PrivateDirectory.in(parent);
    Files.delete(directory.path());

    assertThatCode(directory::close).doesNotThrowAnyException();
  }

  @Test
  void saysWhatItCannotRemove() throws IOException {
    PrivateDirectory directory = PrivateDirectory.in(parent);
    Path full = Files.createDirectory(directory.path().resolve("full"));
    Files.createFile(full.resolve("file"));

    assertThatThrownBy(directory::close)
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("cannot remove " + directory.path());
  }
}
