/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

class JsonPatchesTest {
  private static final JsonPatches PATCHES = new JsonPatches(Bodies.CONTEXT, BodyLimits.DEFAULT);

  private static Patch patch(String text) {
    return PATCHES.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "application/json-patch+json",
        null);
  }

  @Test
  void aPatchChangesACopy() {
    Task task = new Task();
    task.setId("t-1");
    task.setStatus(Task.TaskStatus.REQUESTED);

    Task patched =
        (Task)
            PATCHES.apply(
                patch(
                    "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"requested\"},"
                        + "{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"accepted\"}]"),
                task);

    assertThat(patched.getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
    assertThat(patched.getIdElement().getIdPart()).isEqualTo("t-1");
    assertThat(task.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
  }
}
