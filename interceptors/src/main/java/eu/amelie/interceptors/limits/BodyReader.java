/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.io.InputStream;
import java.util.Objects;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads a request body into a resource, strictly and within {@link BodyLimits}.
 *
 * <p>Guaranteed: what comes out, encoded again, holds all that came in; whatever comes in, the only
 * exception is an {@link ExchangeException} with {@code malformed} (400) or {@code limit-exceeded}
 * (413), without a word of the input; nothing is fetched. Not guaranteed: that the resource fits a
 * profile, that its references lead anywhere, that its narrative is inactive.
 *
 * <p>Thread-safe. The stream is read, not closed.
 */
public final class BodyReader {
  private final FhirContext context;
  private final BodyLimits limits;
  private final BodyText body;
  private final JsonTree json;
  private final XmlSource xml;
  private final Narratives narratives;
  private final TypeCatalog catalog;

  /**
   * @param context of R4
   */
  public BodyReader(FhirContext context, BodyLimits limits) {
    this.context = Objects.requireNonNull(context);
    this.limits = Objects.requireNonNull(limits);
    this.body = new BodyText(limits);
    this.json = new JsonTree(limits);
    this.xml = new XmlSource();
    this.narratives = new Narratives(xml, limits);
    this.catalog = new TypeCatalog(context);
  }

  /**
   * @param contentType JSON or XML of FHIR, in UTF-8
   * @param contentEncoding null, {@code identity} or {@code gzip}
   */
  public Resource read(InputStream body, String contentType, String contentEncoding) {
    MediaType type = MediaType.ofResource(contentType);
    String text = this.body.read(body, contentEncoding);
    return type == MediaType.XML ? ofXml(text) : ofJson(text);
  }

  Resource ofJson(String text) {
    return checked(json.object(text));
  }

  private Resource ofXml(String text) {
    return checked(new XmlTree(catalog, limits, xml, narratives).object(text));
  }

  /** HAPI reads what was checked, not what was sent: two readers of one text can disagree. */
  private Resource checked(ObjectNode tree) {
    new ElementCheck(catalog, limits, narratives).root(tree);
    return parsed(tree.toString());
  }

  /** HAPI's word is the last, and in no case its message. */
  private Resource parsed(String text) {
    IParser parser = context.newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    try {
      return (Resource) parser.parseResource(text);
    } catch (RuntimeException e) {
      throw Refusals.malformed("The resource cannot be read as FHIR R4.");
    }
  }
}
