/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.JsonPatch;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Resource;

/**
 * JSON Patch (RFC 6902) on a resource as its reader sees it.
 *
 * <p>Guaranteed: the given resource stays as it is; the result was read as strictly as any body;
 * its type and id are the given ones; all patches that cannot be applied are refused in the same
 * words, so that a failing {@code test} says no more than a path that leads nowhere; the work is
 * bounded, whatever is copied onto itself. A patch of the empty path, which replaces the whole
 * resource, cannot be applied: that is an update. Not guaranteed: that the resource to patch holds
 * nothing that the caller may not see, which is the caller's of this class.
 *
 * <p>Thread-safe.
 */
public final class JsonPatches {
  private static final String NOT_APPLICABLE =
      "The patch cannot be applied: a path leads nowhere, or a test does not hold.";
  private static final String FIXED = "A patch changes neither resourceType nor id.";
  private static final String UNREADABLE = "The patch does not leave a FHIR R4 resource.";

  /** RFC 6902, 4.2: what is removed must be there. */
  private static final EnumSet<CompatibilityFlags> FLAGS =
      EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

  private final FhirContext context;
  private final BodyLimits limits;
  private final BodyReader reader;
  private final BodyText body;
  private final JsonTree json;

  /**
   * @param context of R4
   */
  public JsonPatches(FhirContext context, BodyLimits limits) {
    this.context = Objects.requireNonNull(context);
    this.limits = Objects.requireNonNull(limits);
    this.reader = new BodyReader(context, limits);
    this.body = new BodyText(limits);
    this.json = new JsonTree(limits);
  }

  /**
   * Throws only {@link ExchangeException}: {@code malformed} or {@code limit-exceeded}.
   *
   * @param contentType {@code application/json-patch+json}
   * @param contentEncoding null, {@code identity} or {@code gzip}
   */
  public Patch read(InputStream body, String contentType, String contentEncoding) {
    MediaType.requirePatch(contentType);
    return new PatchReading(limits).read(json.array(this.body.read(body, contentEncoding)));
  }

  /**
   * A new resource. Throws {@link ExchangeException}: {@code profile-violation} (422) where the
   * patch does not fit the resource, {@code limit-exceeded} (413) where the result is too large.
   */
  public Resource apply(Patch patch, Resource resource) {
    ObjectNode tree = json.object(encoded(resource));
    JsonNode type = tree.get("resourceType");
    JsonNode id = tree.get("id");
    Growth growth = new Growth(limits, tree);
    for (Patch.Operation operation : patch.operations()) {
      growth.before(operation, tree);
      apply(operation, tree, resource.fhirType());
    }
    if (!Objects.equals(type, tree.get("resourceType")) || !Objects.equals(id, tree.get("id"))) {
      throw ExchangeException.at(ErrorCode.PROFILE_VIOLATION, resource.fhirType(), FIXED);
    }
    return read(tree);
  }

  private static void apply(Patch.Operation operation, ObjectNode tree, String type) {
    if (operation.op() == Patch.Op.REMOVE && operation.path().endsWith("/-")) {
      // Behind the last item stands nothing; the library would remove that silently.
      throw notApplicable(type);
    }
    try {
      JsonPatch.applyInPlace(JsonTree.NODES.arrayNode().add(operation.json()), tree, FLAGS);
    } catch (RuntimeException e) {
      // Its words quote what is there.
      throw notApplicable(type);
    }
  }

  private Resource read(ObjectNode tree) {
    try {
      return reader.ofJson(tree.toString());
    } catch (ExchangeException e) {
      if (e.code() == ErrorCode.LIMIT_EXCEEDED) {
        throw e;
      }
      List<ExchangeException.Issue> issues =
          e.issues().stream()
              .map(
                  issue ->
                      new ExchangeException.Issue(
                          issue.expression(), UNREADABLE + " " + issue.message()))
              .toList();
      throw ExchangeException.of(ErrorCode.PROFILE_VIOLATION, issues);
    }
  }

  private String encoded(Resource resource) {
    IParser parser = context.newJsonParser();
    parser.setStripVersionsFromReferences(false);
    return parser.encodeResourceToString(resource);
  }

  /** Of the resource as a whole: which path it was says what is there. */
  static ExchangeException notApplicable(String type) {
    return ExchangeException.at(ErrorCode.PROFILE_VIOLATION, type, NOT_APPLICABLE);
  }
}
