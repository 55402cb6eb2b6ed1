/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Changes every id of a case resource in a resource, in one walk: its own, those of all references,
 * and in a Bundle each entry's {@code fullUrl}, {@code request.url}, {@code request.ifNoneExist}
 * and {@code response.location}; Bundles, Parameters and contained resources are entered.
 * Thread-safe.
 *
 * <p>Guaranteed: {@code urn:uuid:} and {@code #} references and ids of other types stay; no target
 * object remains on a reference. Not guaranteed: ids in strings, uris and narrative, which are
 * rebuilt or withheld elsewhere; an unchanged input after an exception.
 */
public final class IdTranslation {
  private final FhirContext context;

  /** Walks by the definitions of this context. */
  public IdTranslation(FhirContext context) {
    this.context = context;
  }

  /**
   * Translates in place: give it a copy where the original must stay.
   *
   * @throws ForeignReferenceException for a reference that is absolute or malformed
   */
  public void translate(IBaseResource resource, IdMapping mapping) {
    new Walk(new IdUrls(mapping), mapping)
        .resource((Resource) resource, new Place(null, resource.fhirType(), -1));
  }

  /** Where an element stands; written out only where it has to be told. */
  private record Place(Place parent, String name, int index) {
    Place child(String element, int item) {
      return new Place(this, element, item);
    }

    String expression() {
      String own = name.replace("[x]", "") + (index < 0 ? "" : "[" + index + "]");
      return parent == null ? own : parent.expression() + "." + own;
    }
  }

  /**
   * Translates the path and query of a relative or absolute URL of the exchange, for instance
   * {@code Patient/[id]/_history/2}, {@code Task?patient=[id]&_id=[id]}.
   */
  public String translateUrl(String url, IdMapping mapping) {
    return new IdUrls(mapping).url(url);
  }

  private final class Walk {
    private final IdUrls urls;
    private final IdMapping mapping;

    Walk(IdUrls urls, IdMapping mapping) {
      this.urls = urls;
      this.mapping = mapping;
    }

    void resource(Resource resource, Place at) {
      IdType id = resource.getIdElement();
      if (CaseTypes.contains(resource.fhirType()) && id.hasIdPart() && !isPlaceholder(id)) {
        String mapped = mapping.map(resource.fhirType(), id.getIdPart());
        resource.setId(new IdType(resource.fhirType(), mapped, id.getVersionIdPart()));
      }
      children(resource, at);
    }

    private boolean isPlaceholder(IdType id) {
      return id.getValue().startsWith("urn:") || id.getValue().startsWith("#");
    }

    private void children(IBase node, Place at) {
      BaseRuntimeElementDefinition<?> definition =
          node instanceof Resource resource
              ? context.getResourceDefinition(resource)
              : context.getElementDefinition(node.getClass());
      if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
        return;
      }
      for (BaseRuntimeChildDefinition child : composite.getChildren()) {
        List<IBase> values = child.getAccessor().getValues(node);
        for (int i = 0; i < values.size(); i++) {
          if (values.get(i) != null) {
            value(values.get(i), child, at, child.isMultipleCardinality() ? i : -1);
          }
        }
      }
    }

    private void value(IBase value, BaseRuntimeChildDefinition child, Place at, int index) {
      if (value instanceof PrimitiveType<?> && !((Element) value).hasExtension()) {
        return;
      }
      String name = child.getElementName();
      Place here = at.child(name, index);
      if (value instanceof Resource resource) {
        inner(resource, name, here);
      } else if (value instanceof PrimitiveType<?> primitive) {
        extensions(primitive, here);
      } else {
        if (value instanceof Reference reference) {
          reference(reference, here);
        } else if (value instanceof BundleEntryComponent entry) {
          entry(entry);
        }
        children(value, here);
      }
    }

    private void inner(Resource resource, String name, Place here) {
      if (name.equals("contained")) {
        children(resource, here);
      } else {
        resource(resource, here);
      }
    }

    private void extensions(PrimitiveType<?> primitive, Place here) {
      List<Extension> extensions = primitive.getExtension();
      for (int i = 0; i < extensions.size(); i++) {
        children(extensions.get(i), here.child("extension", i));
      }
    }

    private void reference(Reference reference, Place here) {
      // HAPI would contain the target anew when it serialises the reference.
      reference.setResource(null);
      if (reference.hasReference()) {
        String mapped =
            urls.reference(reference.getReference())
                .orElseThrow(() -> new ForeignReferenceException(here.expression() + ".reference"));
        reference.getReferenceElement_().setValue(mapped);
      }
    }

    private void entry(BundleEntryComponent entry) {
      if (entry.hasFullUrl()) {
        entry.setFullUrl(urls.url(entry.getFullUrl()));
      }
      if (entry.getRequest().hasUrl()) {
        entry.getRequest().setUrl(urls.url(entry.getRequest().getUrl()));
      }
      if (entry.getRequest().hasIfNoneExist()) {
        String type = entry.getRequest().getUrl();
        entry.getRequest().setIfNoneExist(urls.query(type, entry.getRequest().getIfNoneExist()));
      }
      if (entry.getResponse().hasLocation()) {
        entry.getResponse().setLocation(urls.url(entry.getResponse().getLocation()));
      }
    }
  }
}
