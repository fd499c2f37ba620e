package io.cofre.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.json.NotJson;
import io.cofre.core.json.StrictJson;
import io.cofre.core.policy.Condition.Quantifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads policies, and refuses whatever it does not understand.
///
/// @param bucket the bucket that a policy is for
record PolicyReader(String bucket) {
  static final String ACTION = "Policy has invalid action";
  private static final String PRINCIPAL = "Invalid principal in policy";
  private static final String RESOURCE = "Policy has invalid resource";
  private static final String SYNTAX = "Invalid policy syntax.";
  private static final String NEWEST = "2012-10-17";
  private static final Set<String> FIELDS = Set.of("Version", "Id", "Statement");
  private static final Set<String> PARTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Pattern NAME = Pattern.compile("arn:aws[a-z-]*:(iam|sts)::[^:*?]*:[^*?]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern KEY = Pattern.compile("(?i)(aws|s3):[^\\s:]+(/.*)?");

  BucketPolicy read(byte[] document) {
    JsonNode root;
    try {
      root = StrictJson.read(document);
    } catch (NotJson _) {
      throw new MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
    }
    if (document[0] != '{' || !root.isObject()) {
      throw new MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
    }
    known(root, FIELDS);
    boolean variables = version(root);
    JsonNode statements = required(root, "Statement");
    List<Statement> read = new ArrayList<>();
    if (statements.isObject()) {
      read.add(statement(statements, variables));
    } else {
      require(statements.isArray() && !statements.isEmpty(), SYNTAX);
      statements.forEach(one -> read.add(statement(one, variables)));
    }
    return new BucketPolicy(read);
  }

  private static boolean version(JsonNode root) {
    String version = root.path("Version").asText("2008-10-17");
    require(
        version.equals(NEWEST) || version.equals("2008-10-17"),
        "The policy must contain a valid version string");
    return version.equals(NEWEST);
  }

  private Statement statement(JsonNode node, boolean variables) {
    require(node.isObject(), SYNTAX);
    known(node, PARTS);
    String effect = required(node, "Effect").asText();
    require(effect.equals("Allow") || effect.equals("Deny"), "Invalid effect: " + effect);
    List<Template> actions = new ArrayList<>();
    boolean otherActions = other(node, "Action", "NotAction");
    for (String action : texts(one(node, "Action", "NotAction"), ACTION)) {
      require(action.equals("*") || action.matches("(?i)s3:[a-z*?]+"), ACTION);
      actions.add(Template.read(action, true, false));
    }
    List<Template> resources = new ArrayList<>();
    boolean otherResources = other(node, "Resource", "NotResource");
    for (String resource : texts(one(node, "Resource", "NotResource"), RESOURCE)) {
      require(here(resource), RESOURCE);
      resources.add(Template.read(resource, true, variables));
    }
    return new Statement(
        effect.equals("Allow"),
        principals(node),
        actions,
        otherActions,
        resources,
        otherResources,
        conditions(node.path("Condition"), variables));
  }

  private boolean here(String resource) {
    String own = "arn:aws:s3:::" + bucket;
    return resource.equals(own)
        || resource.equals(own + "*")
        || resource.equals("arn:aws:s3:::*")
        || resource.startsWith(own + "/");
  }

  private static Principals principals(JsonNode node) {
    boolean others = other(node, "Principal", "NotPrincipal");
    JsonNode principal = one(node, "Principal", "NotPrincipal");
    if (principal.isTextual()) {
      require(principal.asText().equals("*"), PRINCIPAL);
      return new Principals(true, Set.of(), others);
    }
    require(principal.isObject() && !principal.isEmpty(), PRINCIPAL);
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, JsonNode> kind : principal.properties()) {
      require(kind.getKey().equals("AWS"), PRINCIPAL);
      names.addAll(texts(kind.getValue(), PRINCIPAL));
    }
    boolean anyone = names.remove("*");
    require(
        names.stream().allMatch(n -> NAME.matcher(n).matches() || ACCOUNT.matcher(n).matches()),
        PRINCIPAL);
    return new Principals(anyone, names, others);
  }

  private static List<Condition> conditions(JsonNode node, boolean variables) {
    require(node.isMissingNode() || node.isObject(), SYNTAX);
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> kind : node.properties()) {
      require(kind.getValue().isObject(), SYNTAX);
      for (Map.Entry<String, JsonNode> one : kind.getValue().properties()) {
        conditions.add(condition(kind.getKey(), one.getKey(), one.getValue(), variables));
      }
    }
    return conditions;
  }

  private static Condition condition(String kind, String key, JsonNode values, boolean variables) {
    require(KEY.matcher(key).matches(), "Policy has an invalid condition key");
    Quantifier quantifier =
        kind.startsWith("ForAnyValue:")
            ? Quantifier.ANY
            : kind.startsWith("ForAllValues:") ? Quantifier.ALL : Quantifier.PLAIN;
    String bare = quantifier == Quantifier.PLAIN ? kind : kind.substring(kind.indexOf(':') + 1);
    boolean ifExists = bare.endsWith("IfExists");
    String name = ifExists ? bare.substring(0, bare.length() - "IfExists".length()) : bare;
    Operator operator =
        Operator.named(name)
            .filter(found -> found != Operator.NULL || (bare.equals(kind) && !ifExists))
            .orElseThrow(() -> new MalformedPolicy("Invalid Condition type : " + kind));
    List<Template> wanted = new ArrayList<>();
    for (String value : texts(values, SYNTAX)) {
      boolean arn = arn(operator);
      require(Comparison.valid(operator, value) && !(arn && value.contains("${")), SYNTAX);
      wanted.add(Template.read(value, operator.wildcards(), variables));
    }
    return new Condition(operator, quantifier, ifExists, key, wanted);
  }

  // A variable holds a colon itself, and ARNs are compared between their colons.
  private static boolean arn(Operator operator) {
    return operator.name().startsWith("ARN_");
  }

  private static JsonNode one(JsonNode node, String name, String opposite) {
    return node.has(opposite) ? node.path(opposite) : required(node, name);
  }

  private static boolean other(JsonNode node, String name, String opposite) {
    require(!node.has(name) || !node.has(opposite), SYNTAX);
    return node.has(opposite);
  }

  private static JsonNode required(JsonNode node, String name) {
    require(node.has(name), "Missing required field " + name);
    return node.path(name);
  }

  private static List<String> texts(JsonNode node, String message) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      require(!node.isEmpty(), message);
      node.forEach(one -> {
        require(one.isValueNode() && !one.isNull(), message);
        texts.add(one.asText());
      });
    } else {
      require(node.isValueNode() && !node.isNull(), message);
      texts.add(node.asText());
    }
    return texts;
  }

  private static void known(JsonNode node, Set<String> names) {
    node.fieldNames()
        .forEachRemaining(name -> require(names.contains(name), "Unknown field " + name));
  }

  private static void require(boolean good, String message) {
    if (!good) {
      throw new MalformedPolicy(message);
    }
  }
}
