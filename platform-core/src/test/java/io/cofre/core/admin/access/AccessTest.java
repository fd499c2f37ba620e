package io.cofre.core.admin.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.plugin.Secret;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.tck.fake.MemoryRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in.
class AccessTest {
  private static final String TOKEN = "the-right-token-of-this-test";
  private final AtomicLong nanos = new AtomicLong();
  private final Access access = new Access(Secret.of(TOKEN), nanos::get);

  private static MemoryRequest from(String address) throws UnknownHostException {
    return MemoryRequest.of("GET", "/v1/kms")
        .peer(new InetSocketAddress(InetAddress.getByName(address), 40_000));
  }

  private AdminFailure refused(MemoryRequest request) {
    return assertThrows(AdminFailure.class, () -> access.check(request.head()));
  }

  private void wrong(String address) throws UnknownHostException {
    AdminFailure failure =
        refused(from(address).header("authorization", "Bearer wrong").confidential());
    assertEquals(AdminError.UNAUTHENTICATED, failure.error());
  }

  @Test
  void whoever_has_the_token_on_this_machine() throws Exception {
    for (String address : List.of("127.0.0.1", "127.9.9.9", "::1")) {
      access.check(from(address).header("authorization", "Bearer " + TOKEN).head());
    }
    access.check(from("127.0.0.1").header("authorization", "bearer  " + TOKEN + " ").head());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic dXNlcjpwYXNz",
        "Bearer",
        "Bearer ",
        "Bearer the-right-token-of-this-tes",
        "Bearer the-right-token-of-this-test2",
        "the-right-token-of-this-test"
      })
  void nobody_else(String authorization) throws Exception {
    MemoryRequest request = from("127.0.0.1");
    AdminFailure failure =
        refused(authorization.isEmpty() ? request : request.header("authorization", authorization));
    assertEquals(AdminError.UNAUTHENTICATED, failure.error());
  }

  @Test
  void over_a_network_only_with_tls() throws Exception {
    MemoryRequest far = from("192.0.2.7").header("authorization", "Bearer " + TOKEN);
    assertEquals(AdminError.INSECURE, refused(far).error());
    far.confidential();
    assertDoesNotThrow(() -> access.check(far.head()));
  }

  @Test
  void after_ten_wrong_tokens_a_place_waits_and_others_do_not() throws Exception {
    for (int i = 0; i < 10; i++) {
      wrong("192.0.2.7");
    }
    MemoryRequest right =
        from("192.0.2.7").header("authorization", "Bearer " + TOKEN).confidential();
    AdminFailure failure = refused(right);
    assertEquals(AdminError.TOO_MANY, failure.error());
    assertEquals(List.of("7"), failure.headers().get("Retry-After"));
    access.check(
        from("192.0.2.8").header("authorization", "Bearer " + TOKEN).confidential().head());
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(7));
    access.check(right.head());
    wrong("192.0.2.7");
    assertEquals(AdminError.TOO_MANY, refused(right).error());
  }

  @Test
  void addresses_of_one_ipv6_network_are_one_place() throws Exception {
    for (int i = 1; i <= 10; i++) {
      wrong("2001:db8:1:2::" + i);
    }
    MemoryRequest right = from("2001:db8:1:2:ffff::1").confidential();
    assertEquals(AdminError.TOO_MANY, refused(right).error());
    assertEquals(
        AdminError.UNAUTHENTICATED, refused(from("2001:db8:1:3::1").confidential()).error());
  }

  @Test
  void very_many_places_share_one_count() throws Exception {
    for (int i = 0; i < 1010; i++) {
      wrong("10.0." + i / 256 + "." + i % 256);
    }
    assertEquals(AdminError.TOO_MANY, refused(from("192.0.2.7").confidential()).error());
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
    wrong("192.0.2.7");
  }
}
