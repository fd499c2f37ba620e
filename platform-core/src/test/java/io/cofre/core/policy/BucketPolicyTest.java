package io.cofre.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketPolicyTest {
  private static final String ANN = "arn:aws:iam::123456789012:user/ann";
  private static final Requester KNOWN = new Requester.Known("123456789012", ANN);
  private static final Requester NOBODY = new Requester.Anonymous();
  private static final String SSE = "s3:x-amz-server-side-encryption";

  private static BucketPolicy policy(String statements) {
    String json =
        "{\"Version\":\"2012-10-17\",\"Statement\":" + statements.replace('\'', '"') + "}";
    return BucketPolicy.read(json.getBytes(StandardCharsets.UTF_8), "b");
  }

  private static String statement(String effect, String condition) {
    return "{'Effect':'%s','Principal':'*','Action':'s3:PutObject','Resource':'arn:aws:s3:::b/*','Condition':%s}"
        .formatted(effect, condition);
  }

  private static PolicyRequest put(Map<String, List<String>> keys) {
    return new PolicyRequest(KNOWN, "s3:PutObject", "arn:aws:s3:::b/k", keys);
  }

  private static boolean holds(String condition, Map<String, List<String>> keys) {
    return policy(statement("Deny", condition)).decide(put(keys)) == Decision.DENIED;
  }

  private static void refused(String message, String statements) {
    var failure = assertThrows(MalformedPolicy.class, () -> policy(statements));
    assertEquals(message, failure.getMessage());
  }

  @Test
  void who_what_and_where() {
    BucketPolicy read =
        policy(
            "{'Effect':'Allow','Principal':'*','Action':'s3:Get*','Resource':'arn:aws:s3:::b/pub/*'}");
    var get = new PolicyRequest(NOBODY, "s3:GetObject", "arn:aws:s3:::b/pub/x", Map.of());
    assertEquals(Decision.ALLOWED, read.decide(get));
    for (String other : List.of("arn:aws:s3:::b/pub", "arn:aws:s3:::b/PUB/x", "arn:aws:s3:::b")) {
      var elsewhere = new PolicyRequest(NOBODY, "s3:GetObject", other, Map.of());
      assertEquals(Decision.NOTHING, read.decide(elsewhere));
    }
    assertEquals(Decision.NOTHING, read.decide(put(Map.of())));
    assertTrue(read.open());
  }

  @ParameterizedTest
  @CsvSource({
    "'arn:aws:iam::123456789012:user/ann', true",
    "'arn:aws:iam::123456789012:root', true",
    "'123456789012', true",
    "'arn:aws:iam::123456789012:user/bob', false",
    "'arn:aws:iam::999999999999:root', false"
  })
  void principals(String name, boolean named) {
    String text =
        "{'Effect':'Deny','%s':{'AWS':['%s']},'Action':'*','Resource':'arn:aws:s3:::b/*'}";
    Decision meant = policy(text.formatted("Principal", name)).decide(put(Map.of()));
    assertEquals(named ? Decision.DENIED : Decision.NOTHING, meant);
    Decision others = policy(text.formatted("NotPrincipal", name)).decide(put(Map.of()));
    assertEquals(named ? Decision.NOTHING : Decision.DENIED, others);
  }

  @Test
  void a_denial_wins_wherever_it_stands() {
    String allow = statement("Allow", "{}");
    String deny = statement("Deny", "{}");
    assertEquals(Decision.ALLOWED, policy("[" + allow + "]").decide(put(Map.of())));
    assertEquals(Decision.DENIED, policy("[" + allow + "," + deny + "]").decide(put(Map.of())));
    assertEquals(Decision.DENIED, policy("[" + deny + "," + allow + "]").decide(put(Map.of())));
  }

  /// The statements by which buckets demand a way of sealing.
  @Test
  void what_is_asked_about_encryption() {
    String unnamed = "{'Null':{'" + SSE + "':'true'}}";
    assertTrue(holds(unnamed, Map.of()));
    assertFalse(holds(unnamed, Map.of(SSE, List.of("AES256"))));
    String notKms = "{'StringNotEquals':{'" + SSE + "':'aws:kms'}}";
    assertTrue(holds(notKms, Map.of()));
    assertTrue(holds(notKms, Map.of(SSE, List.of("AES192"))));
    assertFalse(holds(notKms, Map.of(SSE.toUpperCase(java.util.Locale.ROOT), List.of("aws:kms"))));
    String customer = SSE + "-customer-algorithm";
    String anyCustomer = "{'Null':{'" + customer + "':'false'}}";
    assertTrue(holds(anyCustomer, Map.of(customer, List.of("AES256"))));
    assertFalse(holds(anyCustomer, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NumericLessThanEquals | s3:max-keys | 10 | 10 | true",
        "NumericLessThanEquals | s3:max-keys | 10 | 11 | false",
        "NumericLessThan | s3:max-keys | 10 | x | false",
        "NumericNotEquals | s3:max-keys | 10 | x | true",
        "DateGreaterThan | aws:CurrentTime | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z | true",
        "DateLessThan | aws:CurrentTime | 1700000000 | 2026-01-01 | false",
        "Bool | aws:SecureTransport | false | FALSE | true",
        "IpAddress | aws:SourceIp | 192.0.2.0/24 | 192.0.2.200 | true",
        "IpAddress | aws:SourceIp | 192.0.2.0/25 | 192.0.2.200 | false",
        "NotIpAddress | aws:SourceIp | 2001:db8::/32 | 2001:db9::1 | true",
        "IpAddress | aws:SourceIp | 2001:db8::/32 | 2001:db8:1::1 | true",
        "StringLike | s3:prefix | home/* | home/ann/x | true",
        "StringLike | s3:prefix | a?c | abbc | false",
        "StringEquals | s3:prefix | a*c | abc | false",
        "StringEquals | s3:prefix | ${*} | * | true",
        "StringEqualsIgnoreCase | s3:prefix | ABC | abc | true",
        "ArnLike | aws:PrincipalArn | arn:aws:iam::*:user/* | arn:aws:iam::1:user/x:y | true",
        "ArnLike | aws:PrincipalArn | arn:*:user/x | arn:aws:iam::1:user/x | false",
        "ArnNotEquals | aws:PrincipalArn | arn:aws:iam::1:user/x | arn:aws:iam::1:user/x | false",
        "StringEqualsIfExists | s3:prefix | a | b | false"
      })
  void operators(String operator, String key, String wanted, String given, boolean expected) {
    String condition = "{'%s':{'%s':['%s']}}".formatted(operator, key, wanted);
    assertEquals(expected, holds(condition, Map.of(key, List.of(given))));
  }

  @Test
  void absent_and_several_values() {
    String key = "s3:RequestObjectTagKeys";
    String all = "{'ForAllValues:StringEquals':{'" + key + "':['a','b']}}";
    assertTrue(holds(all, Map.of()));
    assertTrue(holds(all, Map.of(key, List.of("a", "b"))));
    assertFalse(holds(all, Map.of(key, List.of("a", "c"))));
    String any = "{'ForAnyValue:StringEquals':{'" + key + "':['a','b']}}";
    assertFalse(holds(any, Map.of()));
    assertTrue(holds(any, Map.of(key, List.of("a", "c"))));
    assertFalse(holds("{'StringEquals':{'s3:prefix':'a'}}", Map.of()));
    assertTrue(holds("{'StringEqualsIfExists':{'s3:prefix':'a'}}", Map.of()));
  }

  @Test
  void variables_stand_for_literal_text() {
    String home = "{'StringLike':{'s3:prefix':'home/${aws:username}/*'}}";
    var prefix = List.of("home/ann/x");
    assertTrue(holds(home, Map.of("aws:username", List.of("ann"), "s3:prefix", prefix)));
    assertFalse(holds(home, Map.of("aws:username", List.of("*"), "s3:prefix", prefix)));
    assertFalse(holds(home, Map.of("s3:prefix", prefix)));
  }

  @Test
  void what_is_not_understood_is_refused() {
    String good = "'Effect':'Allow','Principal':'*','Action':'s3:GetObject',";
    refused("Policy has invalid resource", "{" + good + "'Resource':'arn:aws:s3:::c/*'}");
    refused("Policy has invalid resource", "{" + good + "'Resource':'*'}");
    refused("Missing required field Resource", "{" + good + "'Sid':'x'}");
    String where = "'Resource':'arn:aws:s3:::b/*'";
    refused("Unknown field Extra", "{" + good + where + ",'Extra':1}");
    refused("Invalid effect: Maybe", "{" + good.replace("Allow", "Maybe") + where + "}");
    refused("Policy has invalid action", "{" + good.replace("s3:", "ec2:") + where + "}");
    refused("Invalid principal in policy", "{" + good.replace("'*'", "'ann'") + where + "}");
    refused("Invalid Condition type : Like", statement("Deny", "{'Like':{'s3:prefix':'a'}}"));
    refused("Invalid policy syntax.", statement("Deny", "{'Bool':{'aws:SecureTransport':'no'}}"));
    refused(
        "Policy has an invalid condition key", statement("Deny", "{'StringLike':{'prefix':'a'}}"));
    refused("Invalid policy syntax.", "[]");
  }

  @Test
  void a_new_policy_names_actions_that_there_are() {
    for (String known :
        List.of("s3:GetObject", "S3:putobject", "s3:*", "*", "s3:Get*", "s3:?utObject")) {
      var _ = BucketPolicy.readNew(naming(known), "b");
    }
    for (String slip : List.of("s3:PutObejct", "s3:Getobject*q", "s3:HeadObject", "s3:?")) {
      var _ = BucketPolicy.read(naming(slip), "b"); // stored before
      MalformedPolicy e =
          assertThrows(MalformedPolicy.class, () -> BucketPolicy.readNew(naming(slip), "b"));
      assertEquals("Policy has invalid action", e.getMessage(), slip);
    }
  }

  private static byte[] naming(String action) {
    return "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Principal':'*','Action':['s3:GetObject','%s'],'Resource':'arn:aws:s3:::b/*'}}"
        .formatted(action)
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Wildcards match as the regular expressions they mean.
  @Test
  void wildcards_against_regular_expressions() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      String pattern = text(random, "ab*?", 8);
      String value = text(random, "ab", 8);
      StringBuilder regex = new StringBuilder();
      pattern.chars().forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : "" + (char) c));
      assertEquals(
          Pattern.matches(regex.toString(), value),
          Template.read(pattern, true, true).matches(value, put(Map.of()), false),
          () -> pattern + " and " + value);
    }
  }

  @Test
  void damaged_documents_are_refused_or_read() {
    Random random = new Random(11);
    byte[] good =
        ("{\"Version\":\"2012-10-17\",\"Statement\":["
                + statement("Deny", "{'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}}")
                    .replace('\'', '"')
                + "]}")
            .getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bad =
          java.util.Arrays.copyOf(
              good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
      for (int n = random.nextInt(3); n >= 0 && bad.length > 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        var _ = BucketPolicy.read(bad, "b").decide(put(Map.of("aws:sourceip", List.of("::1"))));
      } catch (MalformedPolicy _) {
        refused++;
      }
    }
    assertTrue(refused > 10_000, "only " + refused + " were refused");
  }

  @Test
  void a_fixed_place_makes_a_policy_less_than_public() {
    assertFalse(policy(statement("Allow", "{'IpAddress':{'aws:SourceIp':'10.0.0.0/32'}}")).open());
    assertTrue(policy(statement("Allow", "{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}")).open());
    assertTrue(policy(statement("Allow", "{'StringEquals':{'s3:prefix':'x'}}")).open());
    assertFalse(policy(statement("Deny", "{}")).open());
  }

  private static String text(Random random, String letters, int most) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
