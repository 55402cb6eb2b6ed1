/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/**
 * Makes a tagged PDF of a page, with its font inside. Nothing is fetched: every address is refused.
 */
@Component
class PaperPdf {
  /** Liberation Sans, under the SIL Open Font License: it comes with PDFBox and has Greek. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final String FONT_FAMILY = "sheet";
  private static final int NORMAL = 400;

  PaperPdf() {
    // What it would log quotes the page.
    XRLog.setLoggingEnabled(false);
  }

  byte[] of(String html) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePdfUaAccessibility(true);
    builder.useFont(PaperPdf::font, FONT_FAMILY, NORMAL, FontStyle.NORMAL, true);
    builder.useUriResolver((base, uri) -> null);
    builder.withHtmlContent(html, null);
    builder.toStream(bytes);
    try {
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static InputStream font() {
    return PDDocument.class.getResourceAsStream(FONT);
  }
}
