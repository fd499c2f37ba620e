package io.cofre.core.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One statement of a policy.
///
/// @param allows whether it allows, else it denies
/// @param principals whom it is about
/// @param actions which actions
/// @param otherActions whether all but these are meant
/// @param resources which resources
/// @param otherResources whether all but these are meant
/// @param conditions all of which must hold
record Statement(
    boolean allows,
    Principals principals,
    List<Template> actions,
    boolean otherActions,
    List<Template> resources,
    boolean otherResources,
    List<Condition> conditions) {

  // Source: "The meaning of public", Blocking public access, Amazon S3 user guide.
  private static final Set<String> RESTRICTING =
      Set.of(
          "aws:sourceip",
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:sourceaccount",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:userid",
          "aws:username");

  Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }

  /// Whether it is about a request.
  boolean applies(PolicyRequest request) {
    return principals.hold(request.requester())
        && any(actions, request.action(), request, true) != otherActions
        && any(resources, request.resource(), request, false) != otherResources
        && conditions.stream().allMatch(condition -> condition.holds(request));
  }

  private static boolean any(
      List<Template> templates, String value, PolicyRequest request, boolean ignoreCase) {
    return templates.stream().anyMatch(template -> template.matches(value, request, ignoreCase));
  }

  /// Whether it allows something to people who are not fixed.
  boolean opens() {
    boolean wide = principals.anyone() || principals.others();
    return allows && wide && conditions.stream().noneMatch(Statement::restricts);
  }

  private static boolean restricts(Condition condition) {
    return RESTRICTING.contains(condition.key().toLowerCase(Locale.ROOT))
        && !condition.operator().negated()
        && condition.operator() != Operator.NULL
        && !condition.ifExists()
        && condition.quantifier() != Condition.Quantifier.ALL
        && condition.wanted().stream().map(Template::text).noneMatch(Statement::open);
  }

  private static boolean open(String value) {
    return value.contains("*")
        || value.contains("?")
        || value.contains("${")
        || value.endsWith("/0");
  }
}
