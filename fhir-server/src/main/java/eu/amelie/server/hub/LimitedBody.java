/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer as text, given up once it is longer than any that an exchange has to give. */
final class LimitedBody implements BodySubscriber<String> {
  static final long LIMIT = 16L * 1024 * 1024;

  private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private Flow.Subscription subscription;
  private long length;

  @Override
  public CompletionStage<String> getBody() {
    return text.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    text.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    if (length > LIMIT) {
      return;
    }
    length += part.stream().mapToLong(ByteBuffer::remaining).sum();
    if (length > LIMIT) {
      subscription.cancel();
      text.onError(new IOException("too long"));
    } else {
      text.onNext(part);
    }
  }

  @Override
  public void onError(Throwable failure) {
    text.onError(failure);
  }

  @Override
  public void onComplete() {
    text.onComplete();
  }
}
