package io.cofre.kmip.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Requests in the versions of the protocol, responses, and what is no response.
class RequestTest {
  private static final ProtocolVersion V14 = new ProtocolVersion(1, 4);
  private static final ProtocolVersion V21 = new ProtocolVersion(2, 1);
  private static final byte[] NONCE = new byte[12];
  private final Random random = new Random(20_260_301);

  private static Item.Structure payload(byte[] message) {
    return TtlvReader.read(message).structure(Tag.BATCH_ITEM).structure(Tag.REQUEST_PAYLOAD);
  }

  private static Item.Structure asked(Request<?> request, ProtocolVersion version) {
    return payload(request.message(version, Authentication.NONE));
  }

  private static byte[] response(Request.Payload items) {
    try (var out = new TtlvWriter()) {
      Runnable item =
          () ->
              out.enumeration(Tag.RESULT_STATUS, 0)
                  .structure(Tag.RESPONSE_PAYLOAD, () -> items.write(out, V14));
      return out.structure(Tag.RESPONSE_MESSAGE, () -> out.structure(Tag.BATCH_ITEM, item))
          .message();
    }
  }

  private static byte[] refusal(int reason, String words) {
    try (var out = new TtlvWriter()) {
      Runnable item =
          () ->
              out.enumeration(Tag.RESULT_STATUS, 1)
                  .enumeration(Tag.RESULT_REASON, reason)
                  .text(Tag.RESULT_MESSAGE, words);
      return out.structure(Tag.RESPONSE_MESSAGE, () -> out.structure(Tag.BATCH_ITEM, item))
          .message();
    }
  }

  /// Written by hand from the specification of KMIP 1.4.
  @Test
  void aMessageByHand() {
    assertArrayEquals(
        HexFormat.of()
            .parseHex(
                ("420078 01 00000070"
                        + "420077 01 00000038"
                        + "420069 01 00000020"
                        + "42006A 02 00000004 0000000100000000"
                        + "42006B 02 00000004 0000000400000000"
                        + "42000D 02 00000004 0000000100000000"
                        + "42000F 01 00000028"
                        + "42005C 05 00000004 0000001200000000"
                        + "420079 01 00000010"
                        + "420094 07 00000002 3432000000000000")
                    .replace(" ", "")),
        Requests.activate("42").message(V14, Authentication.NONE));
  }

  @Test
  void aPasswordIsLentAndWritten() {
    byte[] lent = "s3cret".getBytes(StandardCharsets.UTF_8);
    var login = Authentication.password("cofre", writing -> writing.apply(lent));
    Item.Structure value =
        TtlvReader.read(Requests.locate().message(V21, login))
            .structure(Tag.REQUEST_HEADER)
            .structure(Tag.AUTHENTICATION)
            .structure(Tag.CREDENTIAL)
            .structure(Tag.CREDENTIAL_VALUE);
    assertEquals("cofre", value.text(Tag.USERNAME));
    assertEquals("s3cret", value.text(Tag.PASSWORD));
  }

  @Test
  void attributesArePairsIn1AndItemsIn2() {
    Item.Structure old = asked(Requests.locate("photos"), V14);
    assertEquals(2, old.structures(Tag.ATTRIBUTE).count());
    assertFalse(old.structures(Tag.ATTRIBUTES).findFirst().isPresent());
    assertEquals(old.items().size(), 2);
    Item.Structure plain = asked(Requests.locate("photos"), V21).structure(Tag.ATTRIBUTES);
    assertEquals("photos", plain.structure(Tag.NAME).text(Tag.NAME_VALUE));
    assertEquals(Attribute.group(old), plain);
  }

  @Test
  void whatIsMadeIsTheSameInAllVersions() {
    Request<String> create = Requests.create(List.of("photos", "pictures"));
    for (ProtocolVersion version : ProtocolVersion.SPOKEN) {
      Item.Structure payload = asked(create, version);
      Item.Structure attributes =
          version.plainAttributes()
              ? payload.structure(Tag.ATTRIBUTES)
              : Attribute.group(payload.structure(Tag.TEMPLATE_ATTRIBUTE));
      assertEquals(256, attributes.number(Tag.CRYPTOGRAPHIC_LENGTH));
      assertEquals(3, attributes.number(Tag.CRYPTOGRAPHIC_ALGORITHM));
      assertEquals(12, attributes.number(Tag.USAGE_MASK));
      assertEquals(
          List.of("photos", "pictures"),
          attributes.structures(Tag.NAME).map(name -> name.text(Tag.NAME_VALUE)).toList());
    }
  }

  @Test
  void aNameIsChangedByIndexIn1AndByValueIn2() {
    var names = new LinkedHashMap<>(Map.of("a", 0));
    names.put("b", 1);
    var object = new ManagedObject("7", 2, Optional.empty(), names, Optional.empty());
    Request<String> rename = Requests.rename(object, "b", "c");
    assertThrows(IllegalArgumentException.class, () -> Requests.rename(object, "x", "c"));
    assertEquals(1, asked(rename, V14).structure(Tag.ATTRIBUTE).number(Tag.ATTRIBUTE_INDEX));
    Item.Structure plain = asked(rename, V21);
    for (var one : List.of(List.of(Tag.CURRENT_ATTRIBUTE, "b"), List.of(Tag.NEW_ATTRIBUTE, "c"))) {
      Item.Structure name = plain.structure((int) one.getFirst()).structure(Tag.NAME);
      assertEquals(one.getLast(), name.text(Tag.NAME_VALUE));
    }
  }

  /// An instance of an attribute keeps its index when those before it are deleted.
  @Test
  void aNameIsChangedByTheIndexThatTheServerTold() throws Refusal {
    byte[] response =
        response((out, version) -> {
          Attribute.STATE.write(out, version, tag -> out.enumeration(tag, 2));
          Attribute.name(out, version, "a"); // an index of 0 may be left out
          Attribute.indexedName(out, 4, "b");
        });
    ManagedObject read = Requests.describe("7").result(response);
    assertEquals(List.of("a", "b"), List.copyOf(read.names().keySet()));
    for (var one : List.of(List.of("a", 0), List.of("b", 4))) {
      Item.Structure asked = asked(Requests.rename(read, (String) one.getFirst(), "c"), V14);
      assertEquals(one.getLast(), asked.structure(Tag.ATTRIBUTE).number(Tag.ATTRIBUTE_INDEX));
    }
  }

  @Test
  void anObjectIsReadInAllVersions() throws Refusal {
    for (ProtocolVersion version : ProtocolVersion.SPOKEN) {
      byte[] response =
          response((out, _) -> {
            out.text(Tag.UNIQUE_IDENTIFIER, "7");
            Runnable attributes = () -> describe(out, version);
            if (version.plainAttributes()) {
              out.structure(Tag.ATTRIBUTES, attributes);
            } else {
              attributes.run();
            }
          });
      ManagedObject read = Requests.describe("7").result(response);
      assertEquals("7", read.id());
      assertTrue(read.isActive());
      assertFalse(read.isDestroyed());
      assertEquals(Instant.ofEpochSecond(1_000), read.initial().orElseThrow());
      assertEquals(List.of("a", "b"), List.copyOf(read.names().keySet()));
      assertEquals("6", read.replaced().orElseThrow());
    }
  }

  private static void describe(TtlvWriter out, ProtocolVersion version) {
    Attribute.STATE.write(out, version, tag -> out.enumeration(tag, ManagedObject.ACTIVE));
    Attribute.INITIAL_DATE.write(out, version, tag -> out.date(tag, 1_000));
    Attribute.name(out, version, "a");
    Attribute.name(out, version, "b");
    for (int type : new int[] {0x106, 0x107}) {
      Attribute.LINK.write(
          out,
          version,
          tag ->
              out.structure(
                  tag,
                  () ->
                      out.enumeration(Tag.LINK_TYPE, type)
                          .text(Tag.LINKED_OBJECT, type == 0x107 ? "6" : "8")));
    }
  }

  @Test
  void aDateBeyondAllCalendarsIsRefused() {
    byte[] response =
        response((out, version) -> {
          Attribute.STATE.write(out, version, tag -> out.enumeration(tag, 2));
          Attribute.INITIAL_DATE.write(out, version, tag -> out.date(tag, Long.MAX_VALUE));
        });
    assertThrows(BadMessage.class, () -> Requests.describe("7").result(response));
  }

  @Test
  void ciphertextsOfTheWrongSizeAreRefused() throws Refusal {
    Request<byte[]> seal = CipherRequests.sealGcm("7", NONCE, new byte[3], new byte[32]);
    byte[] good =
        response((out, _) ->
            out.bytes(Tag.DATA, new byte[32]).bytes(Tag.AUTHENTICATION_TAG, new byte[16]));
    assertEquals(48, seal.result(good).length);
    for (int[] sizes : new int[][] {{31, 16}, {33, 16}, {32, 12}, {32, 0}}) {
      byte[] bad =
          response((out, _) ->
              out.bytes(Tag.DATA, new byte[sizes[0]])
                  .bytes(Tag.AUTHENTICATION_TAG, new byte[sizes[1]]));
      assertThrows(BadMessage.class, () -> seal.result(bad));
    }
    Item.Structure open = asked(CipherRequests.openGcm("7", NONCE, new byte[3], new byte[48]), V14);
    assertEquals(32, open.bytes(Tag.DATA, 32).length);
    assertEquals(16, open.bytes(Tag.AUTHENTICATION_TAG, 16).length);
  }

  @Test
  void theAnswerToAnotherOperationIsNone() throws Refusal {
    for (Operation said : Operation.values()) {
      try (var out = new TtlvWriter()) {
        Runnable item =
            () ->
                out.enumeration(Tag.OPERATION, said.code())
                    .enumeration(Tag.RESULT_STATUS, 0)
                    .structure(Tag.RESPONSE_PAYLOAD, () -> {});
        byte[] answer =
            out.structure(Tag.RESPONSE_MESSAGE, () -> out.structure(Tag.BATCH_ITEM, item))
                .message();
        if (said == Operation.LOCATE) {
          assertEquals(List.of(), Requests.locate().result(answer));
        } else {
          assertThrows(BadMessage.class, () -> Requests.locate().result(answer));
        }
      }
    }
  }

  @Test
  void aRefusalIsToldInOneShortLine() {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> Requests.locate().result(refusal(0x3A, "a\r\nb\u0007" + "x".repeat(400))));
    assertTrue(refusal.is(ResultReason.GENERAL_FAILURE, ResultReason.SERVER_LIMIT_EXCEEDED));
    assertEquals(201, refusal.getMessage().length());
    assertTrue(refusal.getMessage().startsWith("a b x"), refusal.getMessage());
  }

  /// Whatever a server answers is a result, a refusal or a bad message, and nothing else happens.
  @Test
  void changedAndCutResponsesAreReadOrRefused() {
    byte[] described =
        response((out, version) -> {
          out.text(Tag.UNIQUE_IDENTIFIER, "7").bytes(Tag.DATA, new byte[32]);
          describe(out, version);
        });
    List<byte[]> responses = List.of(described, refusal(5, "no"), response((_, _) -> {}));
    List<Request<?>> requests =
        List.of(
            Requests.describe("7"),
            Requests.locate("a"),
            Requests.operations(),
            Requests.discoverVersions(),
            Requests.rekey("7"),
            CipherRequests.decryptCbc("7", new byte[16], new byte[32]));
    int[] ends = new int[3];
    for (int i = 0; i < 50_000; i++) {
      byte[] given = responses.get(random.nextInt(responses.size())).clone();
      for (int n = random.nextInt(4); n > 0; n--) {
        given[random.nextInt(given.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(4) == 0) {
        given = Arrays.copyOf(given, random.nextInt(given.length));
      }
      ends[end(requests.get(random.nextInt(requests.size())), given)]++;
    }
    assertTrue(Arrays.stream(ends).allMatch(count -> count > 100), Arrays.toString(ends));
  }

  private static int end(Request<?> request, byte[] given) {
    try {
      request.result(given);
      return 0;
    } catch (Refusal _) {
      return 1;
    } catch (BadMessage _) {
      return 2;
    }
  }
}
