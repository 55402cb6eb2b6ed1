/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Where a resolved name may lead (hardening: loopback, link-local, private ranges).
 *
 * <p>Guaranteed: only addresses of the public internet pass, and forms that carry an IPv4 address
 * inside an IPv6 one do not. Not guaranteed: that a second look-up gives the same address; whoever
 * connects connects to the address that was checked.
 */
public final class Addresses {
  /** Special-purpose ranges of IANA's registries that are not for the public internet. */
  private static final List<Range> SPECIAL =
      List.of(
          Range.of("0.0.0.0", 8),
          Range.of("10.0.0.0", 8),
          Range.of("100.64.0.0", 10),
          Range.of("127.0.0.0", 8),
          Range.of("169.254.0.0", 16),
          Range.of("172.16.0.0", 12),
          Range.of("192.0.0.0", 24),
          Range.of("192.0.2.0", 24),
          Range.of("192.88.99.0", 24),
          Range.of("192.168.0.0", 16),
          Range.of("198.18.0.0", 15),
          Range.of("198.51.100.0", 24),
          Range.of("203.0.113.0", 24),
          Range.of("224.0.0.0", 4),
          Range.of("240.0.0.0", 4));

  /** What IPv6 gives out to the public (RFC 4291), and within it what is not for that. */
  private static final Range GLOBAL = Range.of("2000::", 3);

  private static final List<Range> SPECIAL_GLOBAL =
      List.of(
          Range.of("2001::", 23),
          Range.of("2001:db8::", 32),
          Range.of("2002::", 16),
          Range.of("3fff::", 20));

  private Addresses() {}

  /**
   * @param loopback whether this machine itself may be called
   */
  public static boolean mayBeCalled(InetAddress address, boolean loopback) {
    if (address.isLoopbackAddress()) {
      return loopback;
    }
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      return GLOBAL.contains(bytes)
          && SPECIAL_GLOBAL.stream().noneMatch(range -> range.contains(bytes));
    }
    return SPECIAL.stream().noneMatch(range -> range.contains(bytes));
  }

  /** Addresses that begin with the same bits. */
  private static final class Range {
    private final byte[] start;
    private final int bits;

    private Range(byte[] start, int bits) {
      this.start = start;
      this.bits = bits;
    }

    static Range of(String start, int bits) {
      try {
        return new Range(InetAddress.getByName(start).getAddress(), bits);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("Not an address: " + start, e);
      }
    }

    boolean contains(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      int rest = bits % Byte.SIZE;
      boolean same = Arrays.equals(address, 0, whole, start, 0, whole);
      int mask = (0xff << (Byte.SIZE - rest)) & 0xff;
      return same && (rest == 0 || (address[whole] & mask) == (start[whole] & mask));
    }
  }
}
