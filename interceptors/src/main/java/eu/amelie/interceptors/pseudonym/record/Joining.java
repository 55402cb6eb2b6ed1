/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;

/** Puts elements back where their paths say, into the given copy of a record. */
final class Joining {
  private static final Pattern STEP =
      Pattern.compile(
          "(?<name>[A-Za-z0-9]+)"
              + "(\\[(?<original>\\d+)(?<mark>[:^])(?<position>\\d+)(\\|(?<type>[A-Za-z]+))?])?");

  /** A parsed step; original and position are -1 where the element is no list item. */
  private record Place(String name, int original, int position, boolean raised, String type) {
    static Place parse(String text) {
      Matcher step = STEP.matcher(text);
      if (!step.matches()) {
        throw new IllegalArgumentException("Not a path of an identity element");
      }
      if (step.group("original") == null) {
        return new Place(step.group("name"), -1, -1, false, null);
      }
      return new Place(
          step.group("name"),
          Integer.parseInt(step.group("original")),
          Integer.parseInt(step.group("position")),
          step.group("mark").equals("^"),
          step.group("type"));
    }
  }

  /** All that belongs at one place: a value of its own, and what goes below. */
  private static final class Branch {
    private final Map<Place, Branch> below = new LinkedHashMap<>();
    private String json;
  }

  private final Model model;
  private final ElementCodec codec;

  Joining(RecordShapes shapes) {
    this.model = shapes.model();
    this.codec = shapes.codec();
  }

  void join(IBase resource, Collection<IdentityElement> elements) {
    Branch root = new Branch();
    for (IdentityElement element : elements) {
      Branch branch = root;
      for (String step : element.path().split("\\.", -1)) {
        branch = branch.below.computeIfAbsent(Place.parse(step), ignored -> new Branch());
      }
      branch.json = element.json();
    }
    fill(resource, root);
  }

  private void fill(IBase node, Branch branch) {
    Map<String, Map<Place, Branch>> lists = new LinkedHashMap<>();
    branch.below.forEach(
        (place, child) -> {
          if (place.original() < 0) {
            single(node, place, child);
          } else {
            lists.computeIfAbsent(place.name(), key -> new LinkedHashMap<>()).put(place, child);
          }
        });
    lists.forEach((name, items) -> list(node, name, items));
  }

  private void single(IBase node, Place place, Branch branch) {
    BaseRuntimeChildDefinition child = model.child(node, place.name());
    List<IBase> present = child.getAccessor().getValues(node);
    IBase value = present.isEmpty() ? null : present.get(0);
    if (value == null) {
      value = model.create(child, place.name(), null);
      child.getMutator().setValue(node, value);
    }
    complete(value, branch);
  }

  private void list(IBase node, String name, Map<Place, Branch> items) {
    BaseRuntimeChildDefinition child = model.child(node, name);
    List<IBase> present = new ArrayList<>(child.getAccessor().getValues(node));
    List<Place> raised = new ArrayList<>();
    items.forEach(
        (place, branch) -> {
          if (place.raised()) {
            raised.add(place);
          } else {
            present.set(place.position(), completed(present.get(place.position()), branch));
          }
        });
    raised.sort(Comparator.comparingInt(Place::position).thenComparingInt(Place::original));
    child.getMutator().setValue(node, null);
    int next = 0;
    for (int position = 0; position <= present.size(); position++) {
      boolean last = position == present.size();
      while (next < raised.size() && (last || raised.get(next).position() <= position)) {
        Place place = raised.get(next++);
        IBase value = model.create(child, name, place.type());
        complete(value, items.get(place));
        child.getMutator().addValue(node, value);
      }
      if (!last) {
        child.getMutator().addValue(node, present.get(position));
      }
    }
  }

  /** A composite with a value of its own is replaced: the record held only a stand-in for it. */
  private IBase completed(IBase present, Branch branch) {
    boolean standIn = branch.json != null && present instanceof org.hl7.fhir.r4.model.Extension;
    IBase value = standIn ? new org.hl7.fhir.r4.model.Extension() : present;
    complete(value, branch);
    return value;
  }

  private void complete(IBase value, Branch branch) {
    if (branch.json != null) {
      codec.decode(branch.json, value);
    }
    fill(value, branch);
  }
}
