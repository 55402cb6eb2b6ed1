/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.server.rights.Sheet.Entry;
import eu.amelie.server.rights.Sheet.Section;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** A sheet as a FHIR document (R4, Bundle of type document), with what it tells of. */
final class DataFile {
  private DataFile() {}

  /**
   * @param base of the addresses of what is inside
   * @param author who makes the file
   */
  static Bundle of(Sheet sheet, String language, String base, Reference author, Instant now) {
    Composition composition = new Composition();
    composition.setId(UUID.randomUUID().toString());
    composition.setLanguage(language);
    composition.setStatus(CompositionStatus.FINAL);
    composition.setType(new CodeableConcept().setText(sheet.title()));
    composition.setTitle(sheet.title());
    composition.setDate(Date.from(now));
    composition.addAuthor(author);
    Bundle bundle = new Bundle().setType(BundleType.DOCUMENT);
    bundle.setIdentifier(
        new Identifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + UUID.randomUUID()));
    bundle.setTimestamp(Date.from(now));
    add(bundle, base, composition);
    Set<String> inside = new HashSet<>();
    for (Section section : sheet.sections()) {
      SectionComponent part = composition.addSection().setTitle(section.title());
      part.getText().setStatus(NarrativeStatus.GENERATED).setDiv(narrative(section));
      for (Entry entry : section.entries()) {
        for (Resource resource : entry.resources()) {
          part.addEntry(new Reference(nameOf(resource)));
          if (resource instanceof Patient) {
            composition.setSubject(new Reference(nameOf(resource)));
          }
          if (inside.add(nameOf(resource))) {
            add(bundle, base, resource);
          }
        }
      }
    }
    return bundle;
  }

  private static void add(Bundle bundle, String base, Resource resource) {
    bundle.addEntry().setFullUrl(base + "/" + nameOf(resource)).setResource(resource);
  }

  private static String nameOf(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  private static XhtmlNode narrative(Section section) {
    XhtmlNode div = new XhtmlNode(NodeType.Element, "div");
    div.attribute("xmlns", "http://www.w3.org/1999/xhtml");
    for (Entry entry : section.entries()) {
      entry.title().ifPresent(title -> div.addTag("p").addText(title));
      if (!entry.lines().isEmpty()) {
        XhtmlNode list = div.addTag("ul");
        entry
            .lines()
            .forEach(line -> list.addTag("li").addText(line.label() + ": " + line.value()));
      }
    }
    return div;
  }
}
