/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

/** For digests of submitted content and of business keys. */
public final class SubmissionKey extends SecretBytes {
  /** Copies the bytes, of which there must be 32. */
  public SubmissionKey(byte[] bytes) {
    super(bytes);
  }
}
