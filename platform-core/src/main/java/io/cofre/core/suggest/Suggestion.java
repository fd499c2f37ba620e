package io.cofre.core.suggest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses the word that was meant by the Damerau-Levenshtein distance: letters added, left out,
/// changed, or swapped with a neighbour (Damerau 1964, in the form that edits no part twice).
public final class Suggestion {
  private Suggestion() {}

  /// Return the known word nearest to a written one, when it is near enough to be a slip: a third
  /// of the letters, at least one.
  public static Optional<String> among(Collection<String> known, String written) {
    int near = Math.max(1, written.length() / 3);
    return known.stream()
        .filter(word -> distance(word, written) <= near)
        .min(
            Comparator.<String>comparingInt(word -> distance(word, written))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// Count the edits between two words, upper and lower case being the same.
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int least(int[][] edits, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(edits[i - 1][j - 1] + same, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
