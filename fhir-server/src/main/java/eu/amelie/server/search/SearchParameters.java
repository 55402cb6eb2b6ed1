/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterOr;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.SearchParam;
import eu.amelie.interceptors.access.SearchRequest;
import eu.amelie.interceptors.access.SearchValue;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.ids.ReferralNumbers;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.BlindIdentifiers;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.ReleasedItems.Naming;
import eu.amelie.server.facts.ShownChanges;
import eu.amelie.server.facts.ShownSearch;
import eu.amelie.server.parties.Party;
import eu.amelie.server.release.Releases;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * An admitted search in the store's terms: ids inward, identifiers and what a role sees otherwise
 * than it is stored as lists of ids, and for items of cases always the caller's release tag.
 */
@Component
public class SearchParameters {
  /** No resource has it: what is searched for is nothing of the caller's. */
  private static final String NOTHING = new UUID(0, 0).toString();

  private final IdDoor door;
  private final CaseSights sights;
  private final BlindIdentifiers identifiers;
  private final CaseFacts facts;
  private final ShownSearch shown;
  private final ShownChanges changes;

  SearchParameters(
      IdDoor door,
      CaseSights sights,
      BlindIdentifiers identifiers,
      CaseFacts facts,
      ShownSearch shown,
      ShownChanges changes) {
    this.door = door;
    this.sights = sights;
    this.identifiers = identifiers;
    this.facts = facts;
    this.shown = shown;
    this.changes = changes;
  }

  public SearchParameterMap of(Caller caller, SearchRequest search) {
    SearchParameterMap map = new SearchParameterMap();
    IdRestriction ids = new IdRestriction();
    for (SearchParam param : new LinkedHashSet<>(search.params())) {
      add(caller, search.type(), param, map, ids);
    }
    List<SearchValue.Moment> times =
        caller.role() == Role.REFERRER || !CaseTypes.contains(search.type())
            ? search.lastUpdated()
            : SearchDates.toTheMinute(search.lastUpdated());
    if (!times.isEmpty() && seesTimesOfOwnOnly(caller, search)) {
      DateRangeParam range = SearchDates.range(times);
      ids.only(
          shown
              .foundBetween(
                  Party.of(caller), search.type(), SearchDates.from(range), SearchDates.to(range))
              .stream()
              .map(UUID::toString));
    } else if (!times.isEmpty()) {
      map.setLastUpdated(SearchDates.range(times));
    }
    ids.values().ifPresent(values -> map.add(Constants.PARAM_ID, tokens(values)));
    if (CaseTypes.contains(search.type())) {
      map.add(
          Constants.PARAM_TAG,
          or(List.of(new TokenParam(Releases.system(), Releases.tagOf(caller)))));
    }
    map.setSort(sort(search, seesTimesOfOwnOnly(caller, search)));
    return map;
  }

  /**
   * Whoever goes on from the greatest time that it has seen is also given what was being stored
   * then: a referrer, which sees times as they are, what there was of that; others, whose bounds
   * are minutes, a minute.
   *
   * @return the search as it is to be made; of further pages, too, so that none begins later
   */
  public SearchRequest reachingBack(Caller caller, SearchRequest search) {
    if (caller.role() != Role.REFERRER || !search.type().equals("Task")) {
      return search;
    }
    return search.since(
        SearchDates.reachingBack(
            search.lastUpdated(),
            moment -> changes.since(caller.organisation(), moment),
            moment -> changes.several(caller.organisation(), moment)));
  }

  /** To a recipient an item changes when what it sees of it does, which the store does not know. */
  private static boolean seesTimesOfOwnOnly(Caller caller, SearchRequest search) {
    return caller.role() != Role.REFERRER
        && CaseTypes.contains(search.type())
        && !search.type().equals("Task");
  }

  private static IQueryParameterOr<TokenParam> tokens(Set<String> ids) {
    return or(
        (ids.isEmpty() ? Set.of(NOTHING) : ids)
            .stream().map(id -> new TokenParam(null, id)).toList());
  }

  /** A last resort of the order makes offsets mean the same on every page. */
  private static SortSpec sort(SearchRequest search, boolean byRowOnly) {
    boolean descending =
        search.sort().filter(order -> order == SearchRequest.SortOrder.DESCENDING).isPresent();
    SortOrderEnum order = descending ? SortOrderEnum.DESC : SortOrderEnum.ASC;
    if (byRowOnly || search.sort().isEmpty()) {
      return new SortSpec(Constants.PARAM_PID, order);
    }
    return new SortSpec(
        Constants.PARAM_LASTUPDATED, order, new SortSpec(Constants.PARAM_PID, SortOrderEnum.ASC));
  }

  private void add(
      Caller caller, String type, SearchParam param, SearchParameterMap map, IdRestriction ids) {
    switch (param.kind()) {
      case CASE_ID ->
          ids.only(values(param, SearchValue.Id.class).flatMap(v -> inward(caller, v.id())));
      case IDENTIFIER -> ids.only(byIdentifier(caller, type, param));
      case CASE_REFERENCE -> caseReference(caller, type, param, map, ids);
      case DIRECTORY_REFERENCE ->
          narrow(
              map,
              param,
              values(param, SearchValue.Reference.class).map(v -> reference(v.type(), v.id())));
      case TOKEN -> token(caller, type, param, map, ids);
      case DATE ->
          narrow(map, param, values(param, SearchValue.Moment.class).map(SearchParameters::date));
    }
  }

  private Stream<String> byIdentifier(Caller caller, String type, SearchParam param) {
    return values(param, SearchValue.Token.class)
        .filter(token -> token.code().isPresent())
        .flatMap(
            token ->
                Stream.of(
                        identifiers
                            .find(
                                caller.organisation(),
                                type,
                                token.system().orElse(null),
                                token.code().orElseThrow())
                            .stream(),
                        byNumber(caller, type, token),
                        byReference(caller, type, token))
                    .flatMap(ids -> ids))
        .map(UUID::toString);
  }

  /** By what its requester and its owner call a Task on the telephone. */
  private Stream<UUID> byReference(Caller caller, String type, SearchValue.Token token) {
    boolean asked =
        type.equals("Task") && token.system().map(TaskViews.REFERENCE_SYSTEM::equals).orElse(true);
    return asked
        ? facts.taskCalled(caller.organisation(), token.code().orElseThrow()).stream()
        : Stream.of();
  }

  /** By the number that a recipient has been given in the place of the sender's identifier. */
  private Stream<UUID> byNumber(Caller caller, String type, SearchValue.Token token) {
    boolean asked =
        ReferralNumbers.isNumbered(type)
            && token.system().map(ReferralNumbers.SYSTEM::equals).orElse(true);
    return asked
        ? door
            .findNumbered(caller, token.code().orElseThrow())
            .filter(id -> sights.naming(caller, id) != Naming.NOT)
            .stream()
        : Stream.of();
  }

  private void caseReference(
      Caller caller, String type, SearchParam param, SearchParameterMap map, IdRestriction ids) {
    List<ReferenceParam> targets = new ArrayList<>();
    List<UUID> fully = new ArrayList<>();
    List<UUID> amongItsOwn = new ArrayList<>();
    values(param, SearchValue.Reference.class)
        .forEach(
            asked -> {
              Optional<UUID> id = door.find(caller, asked.id());
              Naming naming = id.map(named -> sights.naming(caller, named)).orElse(Naming.NOT);
              if (naming == Naming.FULLY) {
                fully.add(id.get());
              } else if (naming == Naming.AMONG_ITS_OWN) {
                amongItsOwn.add(id.get());
              }
              targets.add(
                  reference(asked.type(), naming == Naming.NOT ? NOTHING : id.get().toString()));
            });
    narrow(map, param, targets.stream());
    if (!amongItsOwn.isEmpty()) {
      ids.only(sights.findable(caller, type, fully, amongItsOwn).stream().map(UUID::toString));
    }
  }

  /** A requester sees a business status reduced, and so it is searched. */
  private void token(
      Caller caller, String type, SearchParam param, SearchParameterMap map, IdRestriction ids) {
    if (type.equals("Task") && param.name().equals("business-status")) {
      List<String> codes =
          values(param, SearchValue.Token.class).flatMap(v -> v.code().stream()).toList();
      ids.only(shown.withShownStatus(caller.organisation(), codes).stream().map(UUID::toString));
      return;
    }
    narrow(
        map,
        param,
        values(param, SearchValue.Token.class)
            .map(v -> new TokenParam(v.system().orElse(null), v.code().orElse(null))));
  }

  /**
   * Words that differ may come to the same, as two ids do that lead nowhere. HAPI asserts that
   * nothing is asked twice.
   */
  private static <T extends IQueryParameterType> void narrow(
      SearchParameterMap map, SearchParam param, Stream<T> any) {
    List<T> values = any.toList();
    List<List<IQueryParameterType>> asked = map.get(param.name());
    if (asked == null || !asked.contains(values)) {
      map.add(param.name(), or(values));
    }
  }

  private static <T extends SearchValue> Stream<T> values(SearchParam param, Class<T> type) {
    return param.values().stream().map(type::cast);
  }

  /** What the caller may not see is nothing to search for, like what is not there. */
  private Stream<String> inward(Caller caller, String external) {
    return door
        .find(caller, external)
        .filter(id -> sights.naming(caller, id) != Naming.NOT)
        .map(UUID::toString)
        .stream();
  }

  private static ReferenceParam reference(String type, String id) {
    return new ReferenceParam(type, null, id);
  }

  private static DateParam date(SearchValue.Moment moment) {
    return SearchDates.param(SearchDates.onDays(moment));
  }

  private static <T extends IQueryParameterType> IQueryParameterOr<T> or(List<T> values) {
    return new IQueryParameterOr<>() {
      @Override
      public void setValuesAsQueryTokens(
          ca.uhn.fhir.context.FhirContext context,
          String name,
          ca.uhn.fhir.rest.api.QualifiedParamList parameters) {
        throw new IllegalStateException("Values are set already.");
      }

      @Override
      public List<T> getValuesAsQueryTokens() {
        return values;
      }
    };
  }
}
