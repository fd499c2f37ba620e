package io.cofre.core.policy;

import java.util.List;

/// One key of one operator of a statement's conditions.
///
/// @param operator compares
/// @param quantifier which of several values of the request must match
/// @param ifExists whether it holds of a request without the key
/// @param key the condition key
/// @param wanted the policy's values, at least one
record Condition(
    Operator operator, Quantifier quantifier, boolean ifExists, String key, List<Template> wanted) {

  /// Which values of the request must match.
  enum Quantifier {
    /// There is one value, or any of them.
    PLAIN,
    /// `ForAnyValue:`; no value is not enough.
    ANY,
    /// `ForAllValues:`; no value is enough.
    ALL
  }

  Condition {
    wanted = List.copyOf(wanted);
  }

  /// Whether it holds of a request.
  boolean holds(PolicyRequest request) {
    List<String> given = request.values(key);
    if (operator == Operator.NULL) {
      return wanted.stream()
          .anyMatch(value -> value.text().equalsIgnoreCase("true") == given.isEmpty());
    }
    if (given.isEmpty()) {
      return ifExists
          || switch (quantifier) {
            case PLAIN -> operator.negated();
            case ANY -> false;
            case ALL -> true;
          };
    }
    return switch (quantifier) {
      case PLAIN ->
          operator.negated()
              ? given.stream().noneMatch(value -> any(value, request))
              : given.stream().anyMatch(value -> any(value, request));
      case ANY -> given.stream().anyMatch(value -> any(value, request) != operator.negated());
      case ALL -> given.stream().allMatch(value -> any(value, request) != operator.negated());
    };
  }

  private boolean any(String given, PolicyRequest request) {
    return wanted.stream().anyMatch(value -> Comparison.matches(operator, value, given, request));
  }
}
