package io.cofre.core.object.model;

/// An entity tag: 32 hexadecimal digits, with `-N` behind them for an object of N parts.
///
/// @param value without quotes
public record ETag(String value) {

  /// The tag as HTTP and XML write it, in quotes.
  public String quoted() {
    return '"' + value + '"';
  }
}
