/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.paper.Paper;
import java.util.EnumSet;
import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** A sheet in the form that is asked for: HTML, PDF, or a FHIR document. */
@Component
class SheetReply {
  private final SheetPage page;
  private final Paper paper;
  private final Directory directory;
  private final CaseFacts facts;

  SheetReply(SheetPage page, Paper paper, Directory directory, CaseFacts facts) {
    this.page = page;
    this.paper = paper;
    this.directory = directory;
    this.facts = facts;
  }

  /**
   * @param seen what of which item it shows, for the audit record
   */
  Reply of(Call call, Sheet sheet, RightsTexts texts, List<String> seen) {
    boolean data =
        call.admit()
            .presentation()
            .format()
            .filter(EnumSet.of(Format.JSON, Format.XML)::contains)
            .isPresent();
    return data
        ? Reply.of(
                DataFile.of(
                    sheet,
                    texts.own().language(),
                    call.base(),
                    // By name: what a document refers to has to be in it.
                    new Reference().setDisplay(directory.nameOf(call.caller().organisation())),
                    facts.now()),
                seen)
            .with("Content-Language", texts.own().language())
        : paper.reply(call, page.html(sheet, texts, facts.today()), texts.own(), seen);
  }
}
