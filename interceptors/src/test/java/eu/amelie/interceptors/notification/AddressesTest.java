/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hardening, bad input 12: where a resolved name may lead. */
class AddressesTest {

  private static boolean mayBeCalled(String address) throws UnknownHostException {
    return Addresses.mayBeCalled(InetAddress.getByName(address), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::10.0.0.1",
        "64:ff9b::10.0.0.1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:0a00:0001::1"
      })
  void whatIsNotOfThePublicInternetIsNotCalled(String address) throws UnknownHostException {
    assertThat(mayBeCalled(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void whatIsOfThePublicInternetMayBe(String address) throws UnknownHostException {
    assertThat(mayBeCalled(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "::ffff:127.0.0.1"})
  void thisMachineIsCalledWhereThatIsAllowedAndNothingElseBesides(String address)
      throws UnknownHostException {
    assertThat(Addresses.mayBeCalled(InetAddress.getByName(address), true)).isTrue();
    assertThat(Addresses.mayBeCalled(InetAddress.getByName("10.0.0.1"), true)).isFalse();
    assertThat(Addresses.mayBeCalled(InetAddress.getByName("169.254.169.254"), true)).isFalse();
  }

  /** Java's own idea of what is private is never looser than ours. */
  @Property(seed = SEED)
  void whatJavaCallsPrivateIsNeverCalled(@ForAll @Size(4) byte[] bytes)
      throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes);
    boolean special =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();

    assertThat(special && Addresses.mayBeCalled(address, false)).isFalse();
  }
}
