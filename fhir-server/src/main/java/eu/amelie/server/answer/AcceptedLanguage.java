/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.answer;

import eu.amelie.terminology.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import org.springframework.security.web.firewall.RequestRejectedException;

/** In which language texts for people are wanted: {@code Accept-Language}. */
public final class AcceptedLanguage {
  public static final String HEADER = "Accept-Language";

  private AcceptedLanguage() {}

  /** English, too, where the header has characters that no header may have. */
  public static Language of(HttpServletRequest request) {
    try {
      return of(request.getHeaders(HEADER));
    } catch (RequestRejectedException e) {
      return Language.EN;
    }
  }

  /**
   * English where none of ours is asked for.
   *
   * @param headers null where the container does not tell them
   */
  public static Language of(Enumeration<String> headers) {
    return headers == null
        ? Language.EN
        : Language.preferred(String.join(",", Collections.list(headers)));
  }
}
