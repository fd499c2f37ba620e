package io.cofre.core.reseal;

import io.cofre.core.object.Reseals;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.ObjectRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Chooses objects by what they are; all conditions hold together.
///
/// @param modes by whose keys they are sealed
/// @param cipher of their bodies, empty for any
/// @param under the key that wraps theirs
/// @param before they were written earlier than this
/// @param after they were written later than this
/// @param least bytes they have at least
/// @param most bytes they have at most
record Choice(
    Set<Mode> modes,
    String cipher,
    UnderKey under,
    Optional<Instant> before,
    Optional<Instant> after,
    OptionalLong least,
    OptionalLong most) {

  static Choice read(Words words) {
    var fields = words.fields();
    return new Choice(
        words.modes("from-mode"),
        fields.text("from-cipher").orElse(""),
        new UnderKey(fields.text("from-kms").orElse(""), words.key("from-key")),
        words.instant("modified-before"),
        words.instant("modified-after"),
        fields.number("min-size", 0, Long.MAX_VALUE),
        fields.number("max-size", 0, Long.MAX_VALUE));
  }

  boolean takes(ObjectRecord clear, Reseals reseals) {
    return modes.contains(clear.sealing().mode())
        && (cipher.isEmpty() || clear.sealing().layout().cipher().equals(cipher))
        && before.map(date -> clear.modified().isBefore(date)).orElse(true)
        && after.map(date -> clear.modified().isAfter(date)).orElse(true)
        && clear.size() >= least.orElse(0)
        && clear.size() <= most.orElse(Long.MAX_VALUE)
        && under.takes(clear.sealing().wrapping(), reseals);
  }
}
