/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.paper;

import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Binary;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Pages for people: well-formed, so that the same page becomes the PDF; without scripts and without
 * anything to fetch.
 */
@Component
public class Paper {
  private final SpringTemplateEngine engine = new SpringTemplateEngine();
  private final PaperPdf pdf;

  Paper(PaperPdf pdf) {
    this.pdf = pdf;
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    engine.setTemplateResolver(resolver);
  }

  /** For a command, where no server runs. */
  public static Paper alone() {
    return new Paper(new PaperPdf());
  }

  /**
   * @param template on the class path
   */
  public String html(String template, Map<String, Object> words) {
    return engine.process(template, new Context(Locale.ROOT, words));
  }

  public byte[] pdf(String html) {
    return pdf.of(html);
  }

  /**
   * The page as an answer: a Binary, which leaves as it is where HTML or PDF is asked for.
   *
   * @param seen what of which item it shows, for the audit record
   */
  public Reply reply(Call call, String html, PaperTexts texts, List<String> seen) {
    boolean asPdf = call.admit().presentation().format().equals(Optional.of(Format.PDF));
    Binary document = new Binary();
    document.setContentType(asPdf ? "application/pdf" : "text/html;charset=UTF-8");
    document.setData(asPdf ? pdf.of(html) : html.getBytes(StandardCharsets.UTF_8));
    return Reply.of(document, seen)
        .with("Content-Language", texts.language())
        .with("Content-Disposition", "inline; filename=\"sheet." + (asPdf ? "pdf" : "html") + "\"");
  }
}
