/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import eu.amelie.interceptors.consent.CompiledConsent.Ignored;
import eu.amelie.interceptors.consent.ConsentDecision.LeftOut;
import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hears one Consent after the other, and then counts. */
final class Ballot {
  private final DecisionRequest request;
  private final Item item;
  private final BorneLabels borne;
  private final Instant now;
  private final boolean onlyByName;
  private final List<String> permits = new ArrayList<>(4);
  private final List<String> denies = new ArrayList<>(4);
  private final List<String> defaults = new ArrayList<>(4);
  private final Set<IdentityLabel> released = EnumSet.noneOf(IdentityLabel.class);
  private final Set<IdentityLabel> withheld = EnumSet.noneOf(IdentityLabel.class);
  private final List<LeftOut> ignored = new ArrayList<>();

  Ballot(DecisionRequest request, Item item, Instant now, boolean onlyByName) {
    this.request = request;
    this.item = item;
    this.borne = BorneLabels.of(item);
    this.now = now;
    this.onlyByName = onlyByName;
  }

  /**
   * @param position by which a Consent without an id is named
   */
  void hear(int position, CompiledConsent consent) {
    Optional<Ignored> reason = consent.ignored(item, now);
    if (reason.isPresent()) {
      ignored.add(new LeftOut(name(position, consent), reason.get()));
      return;
    }
    for (Ignored why : consent.permitsNothing()) {
      ignored.add(new LeftOut(name(position, consent), why));
    }
    Provision root = consent.root();
    boolean rootMatches = matches(root);
    boolean denied = false;
    boolean permitted = false;
    for (Provision provision : consent.nested()) {
      if (matches(provision)) {
        denied |= hearDeny(position, consent, provision);
        permitted |= provision.permit() && hearPermit(position, consent, provision);
      }
    }
    if (rootMatches && root.permit()) {
      permitted |= hearPermit(position, consent, root);
    }
    if (rootMatches && root.withholdsOnly()) {
      withheld.addAll(root.identity());
    }
    if (rootMatches && root.denies() && !denied && !permitted) {
      (consent.isOptIn() ? defaults : denies).add(basis(position, consent, root));
    }
  }

  private boolean matches(Provision provision) {
    return provision.matches(request, item, borne, now);
  }

  /** Whether a matching nested provision denies the item, not only elements of identity. */
  private boolean hearDeny(int position, CompiledConsent consent, Provision provision) {
    if (provision.withholdsOnly()) {
      withheld.addAll(provision.identity());
    }
    if (provision.denies()) {
      denies.add(basis(position, consent, provision));
    }
    return provision.denies();
  }

  /** What a Consent releases beside its own deny is of no effect, since that deny wins over all. */
  private boolean hearPermit(int position, CompiledConsent consent, Provision provision) {
    if (!consent.permitsNothing().isEmpty()
        || (onlyByName && !provision.request().names(request))) {
      return false;
    }
    permits.add(basis(position, consent, provision));
    released.addAll(provision.identity());
    return true;
  }

  /** What became of each provision of a Consent, root first; empty where it does not count. */
  List<Heard> account(int position, CompiledConsent consent) {
    if (consent.ignored(item, now).isPresent()) {
      return List.of();
    }
    List<Heard> heard = new ArrayList<>();
    heard.add(account(position, consent, consent.root()));
    consent.nested().forEach(provision -> heard.add(account(position, consent, provision)));
    return heard;
  }

  private Heard account(int position, CompiledConsent consent, Provision provision) {
    return new Heard(
        basis(position, consent, provision),
        provision == consent.root(),
        provision.permit(),
        provision.identity(),
        provision.onlyIdentity(),
        provision.missed(request, item, borne, now),
        provision.unclear(),
        !provision.permit() || consent.permitsNothing().isEmpty());
  }

  /** Put together beforehand, but for a Consent that is named by its position here. */
  private static String basis(int position, CompiledConsent consent, Provision provision) {
    return consent.id().isEmpty()
        ? name(position, consent) + "#" + provision.place()
        : provision.place();
  }

  private static String name(int position, CompiledConsent consent) {
    return consent.id().isEmpty() ? "consent[" + position + "]" : consent.id();
  }

  /** Any explicit deny wins over every permit, and what is withheld over what is released. */
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

  List<LeftOut> ignored() {
    return List.copyOf(ignored);
  }
}
