/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who says what to whom, as lines of text, as a drawing (SVG) and as a list of sentences for those
 * who do not see the drawing.
 *
 * <pre>
 * # Submit
 * Hospital, Exchange, Service
 * Hospital -> Exchange: POST transaction
 * Exchange --> Hospital: 200
 * Exchange: validates
 * </pre>
 *
 * @param steps in order; a step of one actor with itself is a note
 */
record SequenceDiagram(String id, String title, List<String> actors, List<Step> steps) {
  /** A message, an answer or a note. */
  record Step(int from, int to, boolean answer, String text) {}

  private static final Pattern STEP = Pattern.compile("(.+?) (-->|->) (.+?): (.+)");
  private static final int COLUMN = 244;
  private static final int ROW = 52;
  private static final int HEAD = 62;
  private static final int LINE = 30;

  /** All diagrams of a file, separated by their titles. */
  static List<SequenceDiagram> read(List<String> lines) {
    List<SequenceDiagram> diagrams = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("# ") && !part.isEmpty()) {
        diagrams.add(of(part));
        part.clear();
      }
      if (!line.isBlank()) {
        part.add(line);
      }
    }
    diagrams.add(of(part));
    return diagrams;
  }

  private static SequenceDiagram of(List<String> lines) {
    String[] head = lines.get(0).substring(2).split(": ", 2);
    List<String> actors = List.of(lines.get(1).split(", "));
    return new SequenceDiagram(
        head[0], head[1], actors, lines.stream().skip(2).map(line -> step(line, actors)).toList());
  }

  private static Step step(String line, List<String> actors) {
    Matcher message = STEP.matcher(line);
    if (message.matches()) {
      return new Step(
          actor(message.group(1), actors),
          actor(message.group(3), actors),
          message.group(2).equals("-->"),
          message.group(4));
    }
    String[] note = line.split(": ", 2);
    int who = actor(note[0], actors);
    return new Step(who, who, false, note[1]);
  }

  private static int actor(String name, List<String> actors) {
    int index = actors.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("Not among the actors: " + name);
    }
    return index;
  }

  public List<String> sentences() {
    return steps.stream().map(this::sentence).toList();
  }

  private String sentence(Step step) {
    String from = actors.get(step.from());
    if (step.from() == step.to()) {
      return "%s: %s".formatted(from, step.text());
    }
    return "%s %s %s: %s"
        .formatted(from, step.answer() ? "answers" : "to", actors.get(step.to()), step.text());
  }

  /** Coloured by the page, so that it suits light and dark. */
  public String svg() {
    int width = COLUMN * actors.size();
    int height = HEAD + ROW * steps.size() + 20;
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg class=\"sequence\" role=\"img\" aria-labelledby=\"%s-t\" viewBox=\"0 0 %d %d\""
                + " width=\"%d\" height=\"%d\" xmlns=\"http://www.w3.org/2000/svg\">"
                + "<title id=\"%s-t\">%s</title>")
            .formatted(id, width, height, width, height, id, escape(title)));
    svg.append(
        ("<defs><marker id=\"%s-a\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"8\""
                + " markerHeight=\"8\" orient=\"auto-start-reverse\"><path class=\"tip\""
                + " d=\"M0 0 10 5 0 10z\"/></marker></defs>")
            .formatted(id));
    for (int i = 0; i < actors.size(); i++) {
      actor(svg, i, height);
    }
    for (int i = 0; i < steps.size(); i++) {
      draw(svg, steps.get(i), HEAD + ROW * (i + 1) - 14);
    }
    return svg.append("</svg>").toString();
  }

  private void actor(StringBuilder svg, int index, int height) {
    int x = middle(index);
    svg.append(
        ("<line class=\"life\" x1=\"%d\" y1=\"46\" x2=\"%d\" y2=\"%d\"/>"
                + "<rect class=\"actor\" x=\"%d\" y=\"8\" width=\"160\" height=\"38\" rx=\"4\"/>"
                + "<text class=\"name\" x=\"%d\" y=\"32\">%s</text>")
            .formatted(x, x, height - 8, x - 80, x, escape(actors.get(index))));
  }

  private void draw(StringBuilder svg, Step step, int y) {
    if (step.from() == step.to()) {
      svg.append(
          ("<rect class=\"note\" x=\"%d\" y=\"%d\" width=\"212\" height=\"40\" rx=\"3\"/>")
              .formatted(middle(step.from()) - 106, y - 28));
      boolean twoLines = step.text().length() > LINE;
      text(svg, step.text(), middle(step.from()), twoLines ? y + 4 : y - 4, true);
      return;
    }
    boolean rightwards = step.to() > step.from();
    int from = middle(step.from()) + (rightwards ? 3 : -3);
    int to = middle(step.to()) + (rightwards ? -3 : 3);
    svg.append(
        ("<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" marker-end=\"url(#%s-a)\"/>")
            .formatted(step.answer() ? "answer" : "message", from, y, to, y, id));
    text(svg, step.text(), (from + to) / 2, y - 8, Math.abs(step.to() - step.from()) == 1);
  }

  /** In two lines where it is long and the room is narrow. */
  private static void text(StringBuilder svg, String text, int x, int y, boolean narrow) {
    int cut = narrow && text.length() > LINE ? text.lastIndexOf(' ', text.length() / 2 + 6) : -1;
    if (cut < 0) {
      svg.append(line(text, x, y));
    } else {
      svg.append(line(text.substring(0, cut), x, y - 15));
      svg.append(line(text.substring(cut + 1), x, y));
    }
  }

  private static String line(String text, int x, int y) {
    return "<text x=\"%d\" y=\"%d\">%s</text>".formatted(x, y, escape(text));
  }

  private static int middle(int index) {
    return COLUMN * index + COLUMN / 2;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
