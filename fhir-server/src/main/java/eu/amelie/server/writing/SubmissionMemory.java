/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.SubmissionDigest;
import eu.amelie.server.facts.Submissions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Makes a submission happen once. Guaranteed: of equal submissions under one key, however many come
 * at once and on whatever node, one is stored and all are answered the same; other content under a
 * used key is refused. Keys and contents are kept as keyed hashes.
 */
@Component
class SubmissionMemory {
  private final Submissions submissions;
  private final SubmissionDigest digests;
  private final FhirContext context;

  SubmissionMemory(Submissions submissions, ExchangeKeys keys, FhirContext context) {
    this.submissions = submissions;
    this.digests = new SubmissionDigest(keys.submissionKey());
    this.context = context;
  }

  /** What one organisation submits under one key. */
  record Attempt(String organisation, byte[] placer, byte[] content) {
    String lockName() {
      return organisation + Arrays.hashCode(placer);
    }
  }

  Attempt attempt(Caller caller, SubmissionKey key, Resource submitted) {
    String organisation = caller.organisation();
    return new Attempt(
        organisation,
        bytes(digests.of("placer " + key.type(), organisation, key.value())),
        bytes(digests.of("content", organisation, SubmittedContent.of(context, submitted))));
  }

  private static byte[] bytes(String digest) {
    return digest.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What was made of it before, if anything.
   *
   * @throws ExchangeException duplicate-conflict, where the key stands for other content
   */
  Optional<List<Written>> earlier(Attempt attempt) {
    return submissions
        .find(attempt.organisation(), attempt.placer())
        .map(
            earlier -> {
              if (!Arrays.equals(earlier.content(), attempt.content())) {
                throw ExchangeException.of(ErrorCode.DUPLICATE_CONFLICT);
              }
              return earlier.answer().lines().map(Written::ofLine).toList();
            });
  }

  /** Does the work, unless it was done while waiting for the key. Call in a transaction. */
  List<Written> once(Attempt attempt, Supplier<List<Written>> work) {
    submissions.lock(attempt.organisation(), attempt.placer());
    Optional<List<Written>> earlier = earlier(attempt);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    List<Written> done = work.get();
    submissions.record(
        attempt.organisation(),
        attempt.placer(),
        attempt.content(),
        done.stream().map(Written::line).collect(Collectors.joining("\n")));
    return done;
  }
}
