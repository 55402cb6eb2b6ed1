/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static eu.amelie.server.hub.HandedOverCase.phone;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import eu.amelie.server.pseudonym.DatabaseContents;
import eu.amelie.server.testing.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What neither exchange has of the other, and what lies in no database and no log at all. */
interface KeptApart {
  Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  Pattern TOKENS = Pattern.compile("(?:Bearer |client_assertion=)([A-Za-z0-9._~+/=-]{20,})");

  TwoExchanges exchanges();

  /** What one database holds. */
  final class Contents {
    private final Set<String> uuids = new HashSet<>();
    private final Set<String> found = new TreeSet<>();

    Contents(ApplicationContext server, Collection<String> needles) {
      new DatabaseContents(
              server.getBean(JdbcTemplate.class),
              new TransactionTemplate(server.getBean(PlatformTransactionManager.class)))
          .forEach(
              (place, value) -> {
                Matcher matcher = UUIDS.matcher(value);
                while (matcher.find()) {
                  uuids.add(UUID.fromString(matcher.group()).toString());
                }
                needles.stream()
                    .filter(value::contains)
                    .forEach(needle -> found.add(needle + " in " + place));
              });
    }
  }

  @Test
  default void theDatabasesHaveNoIdOfTheCaseInCommonAndHoldLikeTheLogNeitherTokenNorKey()
      throws IOException, ParseException {
    HandedOverCase handed = exchanges().offered();
    Task asked = handed.takenOver();
    exchanges().wayAbroad().shut();
    exchanges().round();
    exchanges().wayAbroad().open();
    List<String> ofHome = idsAtHome(handed);
    List<String> ofAbroad =
        List.of(
            asked.getIdElement().getIdPart(),
            asked.getFor().getReferenceElement().getIdPart(),
            asked.getFocus().getReferenceElement().getIdPart(),
            phone(asked));
    Set<String> secrets = secrets();

    Contents home = new Contents(exchanges().home(), both(ofAbroad, secrets));
    Contents abroad = new Contents(exchanges().abroad(), both(ofHome, secrets));

    assertThat(home.found).isEmpty();
    assertThat(abroad.found).isEmpty();
    home.uuids.retainAll(abroad.uuids);
    assertThat(home.uuids).isEmpty();
    List<String> log = exchanges().log().lines();
    assertThat(log).as("the hub's own lines are among them").anyMatch(KeptApart::isOfTheHub);
    assertThat(log).noneMatch(line -> secrets.stream().anyMatch(line::contains));
    assertThat(log)
        .filteredOn(KeptApart::isOfTheHub)
        .noneMatch(line -> both(ofHome, ofAbroad).stream().anyMatch(line::contains));
  }

  private static boolean isOfTheHub(String line) {
    return line.startsWith("A round of handovers to germany was not finished");
  }

  private static List<String> idsAtHome(HandedOverCase handed) {
    Case story = handed.story();
    return List.of(
        handed.askedAtHome(),
        handed.offer().getIdElement().getIdPart(),
        handed.offer().getFor().getReferenceElement().getIdPart(),
        story.id("Task"),
        story.id("Patient"),
        story.id("Consent"),
        story.id("ServiceRequest"),
        story.reference());
  }

  /** Tokens and assertions of the hub, whole and by their signatures, and its private keys. */
  private Set<String> secrets() throws IOException, ParseException {
    Set<String> secrets = new HashSet<>();
    for (Doorway way : List.of(exchanges().wayHome(), exchanges().wayAbroad())) {
      Matcher said = TOKENS.matcher(way.asked());
      Set<String> tokens = new HashSet<>();
      while (said.find()) {
        tokens.add(said.group(1));
        tokens.add(said.group(1).substring(said.group(1).lastIndexOf('.') + 1));
      }
      assertThat(tokens).as("an assertion and a token were seen").hasSizeGreaterThanOrEqualTo(4);
      secrets.addAll(tokens);
    }
    for (Path key : List.of(exchanges().homeKey(), exchanges().abroadKey())) {
      JWK jwk = JWKSet.load(key.toFile()).getKeys().get(0);
      assertThat(jwk.isPrivate()).isTrue();
      secrets.add(jwk.toJSONObject().get("d").toString());
    }
    return secrets;
  }

  private static List<String> both(Collection<String> some, Collection<String> others) {
    return new ArrayList<>(Stream.concat(some.stream(), others.stream()).toList());
  }
}
