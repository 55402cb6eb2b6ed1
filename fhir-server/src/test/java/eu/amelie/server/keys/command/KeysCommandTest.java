/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.interceptors.pseudonym.keys.SecretBytes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a database; {@code verify} has tests where there is one. */
class KeysCommandTest {
  private static final String PASSWORD = "plainly-fictional-password";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path passwordFile;

  @BeforeEach
  void password() throws Exception {
    passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
  }

  @Test
  void createdKeysAreListedAndRotatedAndNeverShown() {
    assertThat(keys("create")).isZero();
    assertThat(keys("rotate")).isZero();
    assertThat(keys("list")).isZero();

    assertThat(out.toString())
        .contains("kek-2 is current")
        .containsPattern("id +20")
        .containsPattern("kek-1 +20\\S+\n")
        .containsPattern("kek-2 +20\\S+ {2}current\n");
    assertThat(err.toString()).isEmpty();
    assertNothingSecretIn(out.toString());
  }

  @Test
  void whenAKeystoreStandsThenItIsNotReplaced() throws Exception {
    keys("create");
    byte[] before = Files.readAllBytes(keystore());

    assertThat(keys("create")).isEqualTo(1);
    assertThat(err.toString()).contains("Nothing was changed");
    assertThat(Files.readAllBytes(keystore())).isEqualTo(before);
  }

  @Test
  void whenThePasswordIsShortThenNothingIsCreated() throws Exception {
    Files.writeString(passwordFile, "short");
    assertThat(keys("create")).isEqualTo(1);
    assertThat(keystore()).doesNotExist();
  }

  @Test
  void whenThePasswordIsWrongThenNothingIsListedOrRotated() throws Exception {
    keys("create");
    Files.writeString(passwordFile, "another-fictional-password");

    assertThat(keys("list")).isEqualTo(1);
    assertThat(keys("rotate")).isEqualTo(1);
    assertThat(keys("verify")).isEqualTo(1);
    assertThat(err.toString())
        .contains("The keystore cannot be opened")
        .doesNotContain("fictional", "Exception");
  }

  @Test
  void whenThePasswordIsChangedThenTheKeysOpenByTheNewOneOnly() throws Exception {
    keys("create");
    Path another = Files.writeString(folder.resolve("new"), "another-fictional-password");
    Path tooShort = Files.writeString(folder.resolve("short"), "short");

    assertThat(keys("password", "--new-password-file", tooShort.toString())).isEqualTo(1);
    assertThat(keys("list")).isZero();
    assertThat(keys("password", "--new-password-file", another.toString())).isZero();
    assertThat(keys("list")).isEqualTo(1);
    passwordFile = another;
    assertThat(keys("list")).isZero();
    assertThat(out + err.toString()).doesNotContain("fictional");
  }

  @Test
  void whenNoKeystoreIsConfiguredThenOneLineSaysSo() {
    assertThat(run("keys", "list")).isEqualTo(1);
    assertThat(err.toString()).startsWith("No keys are configured").hasLineCount(1);
  }

  @Test
  void whenAPasswordIsTypedAsAnArgumentThenItIsNotRepeated() {
    assertThat(run("keys", "list", "--password=" + PASSWORD)).isEqualTo(2);
    assertThat(run("keys", PASSWORD)).isEqualTo(2);
    assertThat(out + err.toString()).contains("never an argument").doesNotContain(PASSWORD);
  }

  @Test
  void outsideTheSandboxNothingIsPublic() {
    keys("create");
    out.getBuffer().setLength(0);

    assertThat(keys("export-public")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Nothing is public");
  }

  @Test
  void helpSaysWhatThereIs() {
    assertThat(run("keys", "--help")).isZero();
    assertThat(out.toString()).contains("create", "list", "rotate", "verify", "export-public");
  }

  private int keys(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of("keys", command));
    arguments.addAll(List.of("--keystore", keystore().toString()));
    arguments.addAll(List.of("--password-file", passwordFile.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return KeysCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private Path keystore() {
    return folder.resolve("keys.bcfks");
  }

  private void assertNothingSecretIn(String text) {
    ExchangeKeys keys = KeyStoreFile.open(keystore(), PASSWORD.toCharArray());
    List<SecretBytes> all = new ArrayList<>(keys.keyEncryptionKeys().values());
    all.addAll(
        List.of(keys.idKey(), keys.blindIndexKey(), keys.pageTokenKey(), keys.submissionKey()));
    assertThat(text).doesNotContain(PASSWORD);
    for (SecretBytes key : all) {
      assertThat(text)
          .doesNotContainIgnoringCase(HexFormat.of().formatHex(key.exposedBytes()))
          .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(key.exposedBytes()));
    }
  }
}
