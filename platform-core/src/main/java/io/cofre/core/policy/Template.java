package io.cofre.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value of a policy: literal characters, wildcards `*` and `?`, and variables such as
/// `${aws:username}`. Thread-safe.
///
/// `${*}`, `${?}` and `${$}` stand for these characters. What a variable stands for is literal:
/// wildcards in it match only themselves. A variable with several values or none stands for its
/// default (`${name, 'default'}`), or else the template matches nothing.
final class Template {
  private static final char STAR = '*';
  private static final char ONE = '?';

  private sealed interface Piece {}

  private record Literal(String text) implements Piece {}

  private record Wild(char kind) implements Piece {}

  private record Variable(String name, List<String> byDefault) implements Piece {}

  private final List<Piece> pieces;
  private final String text;

  private Template(String text, List<Piece> pieces) {
    this.text = text;
    this.pieces = List.copyOf(pieces);
  }

  /// Read a template.
  ///
  /// @param wildcards whether `*` and `?` are wildcards
  /// @param variables whether there are variables, as since the version 2012-10-17
  /// @throws MalformedPolicy if a variable is not closed
  static Template read(String text, boolean wildcards, boolean variables) {
    List<Piece> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      char c = text.charAt(at);
      if (variables && text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw new MalformedPolicy("Invalid policy syntax.");
        }
        pieces.add(variable(text.substring(at + 2, end)));
        at = end + 1;
      } else {
        boolean wild = wildcards && (c == STAR || c == ONE);
        pieces.add(wild ? new Wild(c) : new Literal(String.valueOf(c)));
        at++;
      }
    }
    return new Template(text, pieces);
  }

  private static Piece variable(String inside) {
    if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
      return new Literal(inside);
    }
    int comma = inside.indexOf(',');
    if (comma < 0) {
      return new Variable(inside.strip(), List.of());
    }
    String rest = inside.substring(comma + 1).strip();
    if (rest.length() < 2 || !rest.startsWith("'") || !rest.endsWith("'")) {
      throw new MalformedPolicy("Invalid policy syntax.");
    }
    return new Variable(
        inside.substring(0, comma).strip(), List.of(rest.substring(1, rest.length() - 1)));
  }

  /// Whether a value is as this says, in a request.
  boolean matches(String value, PolicyRequest request, boolean ignoreCase) {
    Optional<List<Piece>> plain = resolved(request);
    return plain.isPresent() && matches(flat(plain.get()), value, ignoreCase);
  }

  /// Whether a value is as this says, which has no variables; upper case and lower case are alike.
  boolean matches(String value) {
    return matches(flat(pieces), value, true);
  }

  /// As it was written.
  String text() {
    return text;
  }

  private Optional<List<Piece>> resolved(PolicyRequest request) {
    List<Piece> plain = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      switch (piece) {
        case Literal _, Wild _ -> plain.add(piece);
        case Variable(String name, List<String> byDefault) -> {
          List<String> found = request.values(name);
          List<String> used = found.size() == 1 ? found : byDefault;
          if (used.isEmpty()) {
            return Optional.empty();
          }
          plain.add(new Literal(used.getFirst()));
        }
      }
    }
    return Optional.of(plain);
  }

  private record Flat(String characters, String kinds) {}

  private static Flat flat(List<Piece> pieces) {
    StringBuilder characters = new StringBuilder();
    StringBuilder kinds = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Literal(String literal) -> {
          characters.append(literal);
          kinds.repeat('=', literal.length());
        }
        case Wild(char kind) -> {
          characters.append(kind);
          kinds.append(kind);
        }
        case Variable _ -> throw new IllegalStateException("variables are resolved before");
      }
    }
    return new Flat(characters.toString(), kinds.toString());
  }

  // Only the last star is ever tried again: at most pattern times value steps.
  private static boolean matches(Flat pattern, String value, boolean ignoreCase) {
    int at = 0;
    int from = 0;
    int star = -1;
    int mark = 0;
    while (from < value.length()) {
      if (at < pattern.kinds().length() && pattern.kinds().charAt(at) == STAR) {
        star = at++;
        mark = from;
      } else if (at < pattern.kinds().length()
          && one(pattern, at, value.charAt(from), ignoreCase)) {
        at++;
        from++;
      } else if (star >= 0) {
        at = star + 1;
        from = ++mark;
      } else {
        return false;
      }
    }
    while (at < pattern.kinds().length() && pattern.kinds().charAt(at) == STAR) {
      at++;
    }
    return at == pattern.kinds().length();
  }

  private static boolean one(Flat pattern, int at, char c, boolean ignoreCase) {
    char wanted = pattern.characters().charAt(at);
    return pattern.kinds().charAt(at) == ONE
        || wanted == c
        || (ignoreCase && Character.toLowerCase(wanted) == Character.toLowerCase(c));
  }
}
