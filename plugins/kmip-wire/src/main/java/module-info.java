import org.jspecify.annotations.NullMarked;

/// The messages of KMIP, the Key Management Interoperability Protocol of OASIS.
@NullMarked
module cofre.kmip.wire {
  requires static org.jspecify;

  exports io.cofre.kmip.wire;
}
