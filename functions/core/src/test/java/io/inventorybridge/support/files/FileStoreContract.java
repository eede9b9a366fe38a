// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every store of files. */
public abstract class FileStoreContract {
  private static final Map<String, String> NONE = Map.of();

  @TempDir Path directory;

  /** A store without files. */
  protected abstract FileStore empty() throws IOException;

  @Test
  void aFileThatWasNeverStoredIsNotFound() throws IOException {
    FileStore files = empty();

    assertThat(files.find("incoming/nobody.csv")).isEmpty();
    assertThat(files.read("incoming/nobody.csv")).isEmpty();
  }

  @Test
  void aStoredFileIsFoundWithSizeTimeAndMetadata() throws IOException {
    FileStore files = empty();

    StoredFile stored =
        files.put("incoming/sv/delta.csv", text("ñandú"), Map.of("snapshot-time", "now"));

    StoredFile found = files.find("incoming/sv/delta.csv").orElseThrow();
    assertThat(found.key()).isEqualTo("incoming/sv/delta.csv");
    assertThat(found.size()).isEqualTo(7);
    assertThat(found.metadata()).isEqualTo(Map.of("snapshot-time", "now"));
    assertThat(found.etag()).isNotEmpty().isEqualTo(stored.etag());
    assertThat(stored.size()).isEqualTo(7);
    assertThat(Duration.between(stored.lastModified(), found.lastModified()).abs())
        .isLessThan(Duration.ofSeconds(5));
    assertThat(content(files, "incoming/sv/delta.csv")).isEqualTo("ñandú");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incoming/sv/a file.csv",
        "incoming/sv/a+b.csv",
        "incoming/sv/100%.csv",
        "incoming/sv/año.csv",
        "incoming/sv/it's (1), really=&.csv"
      })
  void anyNameThatPeopleGiveIsAName(String key) throws IOException {
    FileStore files = empty();

    files.put(key, text("here"), NONE);
    files.copy(files.find(key).orElseThrow(), "copies/" + key, NONE);

    assertThat(content(files, key)).isEqualTo("here");
    assertThat(content(files, "copies/" + key)).isEqualTo("here");
    assertThat(files.list("incoming/")).extracting(StoredFile::key).containsExactly(key);
  }

  @Test
  void aFileOnDiskIsStoredAsItIs() throws IOException {
    FileStore files = empty();
    Path file = java.nio.file.Files.writeString(directory.resolve("part"), "a,b\n1,2\n");

    files.put("reset/part", FileStore.Content.of(file), NONE);

    assertThat(content(files, "reset/part")).isEqualTo("a,b\n1,2\n");
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    FileStore files = empty();

    files.put("empty", text(""), NONE);

    assertThat(files.find("empty").orElseThrow().size()).isZero();
    assertThat(content(files, "empty")).isEmpty();
  }

  @Test
  void theLaterContentReplacesTheEarlier() throws IOException {
    FileStore files = empty();
    StoredFile first = files.put("key", text("first"), Map.of("a", "1"));

    StoredFile second = files.put("key", text("second"), Map.of("b", "2"));

    assertThat(second.etag()).isNotEqualTo(first.etag());
    assertThat(content(files, "key")).isEqualTo("second");
    assertThat(files.find("key").orElseThrow().metadata()).isEqualTo(Map.of("b", "2"));
  }

  @Test
  void openingAStateThatIsGoneSaysThatTheFileChanged() throws IOException {
    FileStore files = empty();
    StoredFile first = files.put("key", text("first"), NONE);
    files.put("key", text("second"), NONE);

    assertThatThrownBy(() -> files.open(first).close())
        .isInstanceOf(FileChanged.class)
        .hasMessage("key changed since it was found with etag " + first.etag());
  }

  @Test
  void openingADeletedFileSaysThatItChanged() throws IOException {
    FileStore files = empty();
    StoredFile first = files.put("key", text("first"), NONE);
    files.delete("key");

    assertThatThrownBy(() -> files.open(first).close()).isInstanceOf(FileChanged.class);
  }

  @Test
  void aFileIsCreatedOnce() throws IOException {
    FileStore files = empty();

    FileStore.Creation first = files.create("manifests/d.json", text("first"), NONE);
    FileStore.Creation second = files.create("manifests/d.json", text("second"), NONE);

    assertThat(first).isInstanceOf(FileStore.Created.class);
    assertThat(second)
        .isInstanceOfSatisfying(
            FileStore.AlreadyThere.class,
            there ->
                assertThat(there.file().etag())
                    .isEqualTo(((FileStore.Created) first).file().etag()));
    assertThat(content(files, "manifests/d.json")).isEqualTo("first");
  }

  @Test
  void ofManyWhoCreateAFileAtOnceExactlyOneDoes() throws Exception {
    FileStore files = empty();
    List<Callable<FileStore.Creation>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String mine = "writer " + i;
      writers.add(() -> files.create("key", text(mine), NONE));
    }
    long created = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<FileStore.Creation> creation : threads.invokeAll(writers)) {
        created += creation.get() instanceof FileStore.Created ? 1 : 0;
      }
    }

    assertThat(created).isEqualTo(1);
  }

  @Test
  void aFileIsReplacedOnlyInTheStateThatWasSeen() throws IOException {
    FileStore files = empty();
    StoredFile first = files.put("index/rules.json", text("first"), NONE);

    FileStore.Replacement second = files.replace(first, text("second"), Map.of("a", "1"));
    FileStore.Replacement late = files.replace(first, text("late"), NONE);

    assertThat(second)
        .isInstanceOfSatisfying(
            FileStore.Replaced.class,
            replaced ->
                assertThat(replaced.file().etag())
                    .isEqualTo(files.find("index/rules.json").orElseThrow().etag()));
    assertThat(late).isEqualTo(new FileStore.Changed());
    assertThat(content(files, "index/rules.json")).isEqualTo("second");
    assertThat(files.find("index/rules.json").orElseThrow().metadata()).isEqualTo(Map.of("a", "1"));
    StoredFile there = files.find("index/rules.json").orElseThrow();
    files.delete("index/rules.json");
    assertThat(files.replace(there, text("third"), NONE)).isEqualTo(new FileStore.Changed());
    assertThat(files.find("index/rules.json")).isEmpty();
  }

  @Test
  void ofManyWhoReplaceAFileAtOnceExactlyOneDoes() throws Exception {
    FileStore files = empty();
    StoredFile seen = files.put("key", text("seen"), NONE);
    List<Callable<FileStore.Replacement>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String mine = "writer " + i;
      writers.add(() -> files.replace(seen, text(mine), NONE));
    }
    long replaced = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<FileStore.Replacement> replacement : threads.invokeAll(writers)) {
        replaced += replacement.get() instanceof FileStore.Replaced ? 1 : 0;
      }
    }

    assertThat(replaced).isEqualTo(1);
  }

  @Test
  void aCopyHasTheContentAndItsOwnMetadata() throws IOException {
    FileStore files = empty();
    StoredFile source = files.put("staging/part", text("rows"), Map.of("a", "1"));

    files.copy(source, "reset/part", Map.of("b", "2"));

    assertThat(content(files, "reset/part")).isEqualTo("rows");
    assertThat(files.find("reset/part").orElseThrow().metadata()).isEqualTo(Map.of("b", "2"));
    assertThat(files.find("staging/part").orElseThrow().metadata()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void aFileCopiedOntoItselfKeepsItsContentAndTakesTheMetadata() throws IOException {
    FileStore files = empty();
    StoredFile part = files.put("reset/part", text("rows"), Map.of("attempt", "1"));

    files.copy(part, "reset/part", Map.of("attempt", "2"));

    assertThat(content(files, "reset/part")).isEqualTo("rows");
    assertThat(files.find("reset/part").orElseThrow().metadata()).isEqualTo(Map.of("attempt", "2"));
  }

  @Test
  void aCopyOfAStateThatIsGoneIsNotMade() throws IOException {
    FileStore files = empty();
    StoredFile first = files.put("key", text("first"), NONE);
    files.put("key", text("second"), NONE);

    assertThatThrownBy(() -> files.copy(first, "copy", NONE)).isInstanceOf(FileChanged.class);
    assertThat(files.find("copy")).isEmpty();
  }

  @Test
  void aCopyOfADeletedFileIsNotMade() throws IOException {
    FileStore files = empty();
    StoredFile first = files.put("key", text("first"), NONE);
    files.delete("key");

    assertThatThrownBy(() -> files.copy(first, "copy", NONE)).isInstanceOf(FileChanged.class);
  }

  @Test
  void deletingTwiceIsDeletingOnce() throws IOException {
    FileStore files = empty();
    files.put("key", text("first"), NONE);

    files.delete("key");
    files.delete("key");

    assertThat(files.find("key")).isEmpty();
  }

  @Test
  void aListHoldsExactlyTheFilesOfThePrefixInOrderOfTheirKeys() throws IOException {
    FileStore files = empty();
    for (String key : List.of("reset/d/part-0002.csv", "reset/d/part-0001.csv", "reset/e", "a")) {
      files.put(key, text(key), NONE);
    }

    assertThat(files.list("reset/d/"))
        .extracting(StoredFile::key)
        .containsExactly("reset/d/part-0001.csv", "reset/d/part-0002.csv");
    StoredFile listed = files.list("reset/d/").getFirst();
    StoredFile found = files.find(listed.key()).orElseThrow();
    assertThat(listed.etag()).isEqualTo(found.etag());
    assertThat(listed.size()).isEqualTo(found.size());
    assertThat(files.list("nothing/")).isEmpty();
  }

  private static FileStore.Content text(String text) {
    return FileStore.Content.of(text.getBytes(UTF_8));
  }

  private static String content(FileStore files, String key) {
    return new String(files.read(key).orElseThrow(), UTF_8);
  }
}
