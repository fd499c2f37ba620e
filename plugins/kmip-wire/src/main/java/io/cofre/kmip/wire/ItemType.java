package io.cofre.kmip.wire;

/// The types of items in use (KMIP 2.1, section 11.56).
final class ItemType {
  static final int STRUCTURE = 1;
  static final int INTEGER = 2;
  static final int ENUMERATION = 5;
  static final int TEXT = 7;
  static final int BYTES = 8;
  static final int DATE = 9;
  static final int INTERVAL = 10;

  private ItemType() {}
}
