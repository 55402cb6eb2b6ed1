/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.Hkdf;
import eu.amelie.server.facts.CaseFacts;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.math.ec.ECPoint;
import org.springframework.stereotype.Component;

/**
 * Signs what is sent, so that a receiver knows that it comes from this exchange, was meant for just
 * its address, and when: a JWS with detached payload (RFC 7515, appendix F), ES256, with {@code
 * kid}, {@code url} and {@code iat} in its protected header.
 *
 * <p>Every node derives the same key from the keystore. Its public half is at {@code
 * /.well-known/notification-keys.json}.
 */
@Component
class NoticeSignatures {
  private static final byte[] INFO =
      "signature of notifications v1".getBytes(StandardCharsets.US_ASCII);

  /** Sixteen bytes more than the order has: what is taken modulo the order is even then. */
  private static final int MATERIAL = 48;

  private static final int COORDINATE = 32;

  private final ECKey key;
  private final CaseFacts facts;

  NoticeSignatures(ExchangeKeys keys, CaseFacts facts) {
    this.key = derive(Hkdf.derive(keys.submissionKey().exposedBytes(), null, INFO, MATERIAL));
    this.facts = facts;
  }

  private static ECKey derive(byte[] material) {
    ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec("P-256");
    BigInteger secret =
        new BigInteger(1, material).mod(curve.getN().subtract(BigInteger.ONE)).add(BigInteger.ONE);
    ECPoint point = curve.getG().multiply(secret).normalize();
    try {
      ECKey key =
          new ECKey.Builder(
                  Curve.P_256,
                  Base64URL.encode(point.getAffineXCoord().getEncoded()),
                  Base64URL.encode(point.getAffineYCoord().getEncoded()))
              .d(Base64URL.encode(fixed(secret)))
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .build();
      return new ECKey.Builder(key).keyID(key.computeThumbprint().toString()).build();
    } catch (JOSEException e) {
      throw new IllegalStateException("The signing key cannot be made.", e);
    }
  }

  private static byte[] fixed(BigInteger secret) {
    byte[] bytes = secret.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
    return fixed;
  }

  /** Header and signature, with nothing between the two dots. */
  String sign(URI endpoint, byte[] body) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JOSE)
            .keyID(key.getKeyID())
            .customParam("url", endpoint.toString())
            .customParam("iat", facts.systemNow().getEpochSecond())
            .build();
    JWSObject signed = new JWSObject(header, new Payload(body));
    try {
      signed.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("A notification cannot be signed.", e);
    }
    return signed.serialize(true);
  }

  /** Without the private half. */
  JWKSet publicKeys() {
    return new JWKSet(key.toPublicJWK());
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "NoticeSignatures[redacted]";
  }
}
