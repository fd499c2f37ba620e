package io.cofre.core.config;

/// A value as the operator wrote it, and what it stands for.
///
/// It may be a secret: its `toString` hides it.
///
/// @param written what was written, with references such as `${file:...}` in it
/// @param text what it stands for
/// @param origin where it was written
public record GivenText(String written, String text, Origin origin) {

  /// Say whether the whole value is one reference, so that what was written may be shown.
  public boolean referred() {
    return References.whole(written);
  }

  @Override
  public String toString() {
    return "***";
  }
}
