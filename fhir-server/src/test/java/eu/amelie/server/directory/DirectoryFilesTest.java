/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.server.directory.ImportReport.Problem;
import org.hl7.fhir.r4.model.Location;
import org.junit.jupiter.api.Test;

/** What can be brought in at all, and in which words anything else is refused. */
class DirectoryFilesTest {
  private static final String HOUSE =
      "{\"resource\":{\"resourceType\":\"Organization\",\"id\":\"demo-house\",\"name\":\"Demo\"}}";

  private static String bundle(String type, String entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}".formatted(type, entries);
  }

  private static DirectoryFiles read(String... contents) {
    DirectoryFiles files = new DirectoryFiles(FhirContext.forR4Cached());
    for (int i = 0; i < contents.length; i++) {
      files.add("file" + (i + 1) + ".json", contents[i].getBytes(UTF_8));
    }
    files.resolve();
    return files;
  }

  private static String refused(String... contents) {
    DirectoryFiles files = read(contents);
    assertThat(files.problems()).hasSize(1);
    Problem problem = files.problems().get(0);
    return problem.toString();
  }

  @Test
  void bundlesOfEntriesAreReadAndAReferenceByFullUrlLeadsFromFileToFile() {
    String place =
        "{\"resource\":{\"resourceType\":\"Location\",\"id\":\"demo-place\",\"name\":\"Demo\","
            + "\"managingOrganization\":{\"reference\":\"https://example.org/x/1\"}}}";
    DirectoryFiles files =
        read(
            bundle("collection", place),
            bundle(
                "batch",
                HOUSE.replace(
                    "{\"resource\":", "{\"fullUrl\":\"https://example.org/x/1\",\"resource\":")));

    assertThat(files.problems()).isEmpty();
    assertThat(files.entries()).hasSize(2);
    assertThat(((Location) files.entries().get(0).entry()).getManagingOrganization().getReference())
        .isEqualTo("Organization/demo-house");
    assertThat(read(bundle("transaction", HOUSE)).problems()).isEmpty();
  }

  @Test
  void anythingElseIsRefusedByFileAndEntry() {
    assertThat(refused("{\"resourceType\":\"Bundle\",")).startsWith("file1.json");
    assertThat(refused(HOUSE.substring(12, HOUSE.length() - 1))).contains("one Bundle");
    assertThat(refused(bundle("searchset", HOUSE))).contains("collection, transaction or batch");
    assertThat(
            refused(bundle("batch", "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\"}}")))
        .startsWith("file1.json, entry 1, resource: An entry is an Organization");
    assertThat(
            refused(
                bundle(
                    "transaction",
                    "{\"request\":{\"method\":\"DELETE\",\"url\":\"Organization/demo-house\"}}")))
        .contains("request.method");
    assertThat(refused(bundle("collection", HOUSE), bundle("collection", HOUSE)))
        .startsWith("file2.json, entry 1 (Organization/demo-house)")
        .contains("twice");
  }

  @Test
  void anEntryHasAnIdWithALetterInIt() {
    assertThat(refused(bundle("collection", HOUSE.replace("demo-house", "17"))))
        .contains("Organization.id");
    assertThat(refused(bundle("collection", HOUSE.replace("\"id\":\"demo-house\",", ""))))
        .contains("Organization.id");
  }

  @Test
  void aFullUrlMeansOneEntryAndIsNoNameOfAnother() {
    String house = HOUSE.replace("{\"resource\":", "{\"fullUrl\":\"urn:x:1\",\"resource\":");
    String other = house.replace("demo-house", "other-house");

    assertThat(refused(bundle("collection", house), bundle("collection", other)))
        .startsWith("file2.json, entry 1 (Organization/other-house), fullUrl");
    assertThat(refused(bundle("collection", house.replace("urn:x:1", "Organization/other"))))
        .contains("fullUrl");
  }

  private static String asked(String request) {
    return bundle(
        "transaction",
        HOUSE.replace("{\"resource\":", "{\"request\":{" + request + "},\"resource\":"));
  }

  @Test
  void anAddressIsThatOfTheResourceAndNothingIsConditional() {
    for (String request :
        new String[] {
          "\"method\":\"PUT\",\"url\":\"Organization/demo-house\"",
          "\"method\":\"POST\",\"url\":\"Organization\"",
          "\"method\":\"PUT\""
        }) {
      assertThat(read(asked(request)).problems()).as(request).isEmpty();
    }
    assertThat(refused(asked("\"method\":\"PUT\",\"url\":\"Organization/other-house\"")))
        .contains("request.url");
    assertThat(refused(asked("\"method\":\"POST\",\"url\":\"Location\""))).contains("request.url");
    for (String condition : new String[] {"ifMatch", "ifNoneExist", "ifNoneMatch"}) {
      assertThat(refused(asked("\"method\":\"PUT\",\"%s\":\"x\"".formatted(condition))))
          .contains("no conditions");
    }
  }
}
