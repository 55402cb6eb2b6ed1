/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import eu.amelie.interceptors.consent.CompiledConsent.Ignored;
import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the Consents of a person say to one request about one item. Pure and total: the same input
 * gives the same answer, the order of the Consents does not matter, and whatever goes wrong inside
 * is a {@link Deny}. Custodian, need-to-know and break-glass stand outside: see {@link
 * CaseDecision}.
 */
public final class ConsentDecision {

  /** A decision together with the Consents that it left out, and why. */
  public record Explained(Decision decision, List<LeftOut> ignored) {}

  /**
   * @param consent its id, or {@code consent[n]} by position
   */
  public record LeftOut(String consent, Ignored reason) {}

  private ConsentDecision() {}

  public static Decision decide(
      List<CompiledConsent> consents, DecisionRequest request, Item item, Instant now) {
    return explain(consents, request, item, now).decision();
  }

  public static Explained explain(
      List<CompiledConsent> consents, DecisionRequest request, Item item, Instant now) {
    try {
      Ballot ballot = new Ballot(request, item, now);
      for (int i = 0; i < consents.size(); i++) {
        CompiledConsent consent = consents.get(i);
        ballot.hear(consent.id().isEmpty() ? "consent[" + i + "]" : consent.id(), consent);
      }
      return new Explained(ballot.result(), List.copyOf(ballot.ignored));
    } catch (RuntimeException e) {
      return new Explained(new Deny(Reason.ERROR, List.of()), List.of());
    }
  }

  /** Collects what each Consent says. */
  private static final class Ballot {
    private final DecisionRequest request;
    private final Item item;
    private final Instant now;
    private final List<String> permits = new ArrayList<>();
    private final List<String> denies = new ArrayList<>();
    private final List<String> defaults = new ArrayList<>();
    private final Set<IdentityLabel> released = EnumSet.noneOf(IdentityLabel.class);
    private final Set<IdentityLabel> withheld = EnumSet.noneOf(IdentityLabel.class);
    private final List<LeftOut> ignored = new ArrayList<>();

    Ballot(DecisionRequest request, Item item, Instant now) {
      this.request = request;
      this.item = item;
      this.now = now;
    }

    void hear(String name, CompiledConsent consent) {
      var reason = consent.ignored(item, now);
      if (reason.isPresent()) {
        ignored.add(new LeftOut(name, reason.get()));
        return;
      }
      consent.permitsNothing().ifPresent(why -> ignored.add(new LeftOut(name, why)));
      List<Provision> matching =
          Stream.concat(consent.nested().stream(), Stream.of(consent.root()))
              .filter(provision -> provision.matches(request, item, now))
              .toList();
      matching.stream()
          .filter(Provision::withholdsOnly)
          .forEach(provision -> withheld.addAll(provision.identity()));
      weigh(name, consent, matching);
    }

    /** Exceptions come first, then a permit of the root, then its deny. */
    private void weigh(String name, CompiledConsent consent, List<Provision> matching) {
      List<Provision> nestedDenies =
          matching.stream().filter(p -> isDeny(p) && p != consent.root()).toList();
      List<Provision> matchingPermits =
          consent.permitsNothing().isPresent()
              ? List.of()
              : matching.stream().filter(Provision::permit).toList();
      if (!nestedDenies.isEmpty()) {
        nestedDenies.forEach(provision -> denies.add(basis(name, provision)));
      } else if (!matchingPermits.isEmpty()) {
        for (Provision provision : matchingPermits) {
          permits.add(basis(name, provision));
          released.addAll(provision.identity());
        }
      } else if (matching.contains(consent.root()) && isDeny(consent.root())) {
        boolean explicit = !consent.hasNestedPermit() || consent.root().statesScope();
        (explicit ? denies : defaults).add(basis(name, consent.root()));
      }
    }

    private static boolean isDeny(Provision provision) {
      return !provision.permit() && !provision.withholdsOnly();
    }

    private static String basis(String name, Provision provision) {
      return name + "#" + provision.path();
    }

    Decision result() {
      if (!denies.isEmpty()) {
        return new Deny(Reason.EXPLICIT_DENY, denies);
      }
      if (permits.isEmpty()) {
        return new Deny(Reason.DEFAULT_DENY, defaults);
      }
      released.removeAll(withheld);
      return new Permit(Reason.PERMIT, permits, released);
    }
  }
}
