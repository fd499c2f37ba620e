package io.cofre.kmip.wire;

/// Why a server did not do what it was asked, in the words of the specification (KMIP 2.1). Not
/// all: those that tell a client what to do.
public final class ResultReason {
  public static final int ITEM_NOT_FOUND = 0x01;
  public static final int AUTHENTICATION_NOT_SUCCESSFUL = 0x03;
  public static final int INVALID_MESSAGE = 0x04;
  public static final int OPERATION_NOT_SUPPORTED = 0x05;
  public static final int INVALID_FIELD = 0x07;
  public static final int FEATURE_NOT_SUPPORTED = 0x08;
  public static final int CRYPTOGRAPHIC_FAILURE = 0x0A;
  public static final int ILLEGAL_OPERATION = 0x0B;
  public static final int PERMISSION_DENIED = 0x0C;
  public static final int OBJECT_ARCHIVED = 0x0D;
  public static final int KEY_VALUE_NOT_PRESENT = 0x13;
  public static final int OBJECT_ALREADY_EXISTS = 0x18;
  public static final int USAGE_LIMIT_EXCEEDED = 0x1A;
  public static final int BAD_CRYPTOGRAPHIC_PARAMETERS = 0x24;
  public static final int BAD_PASSWORD = 0x25;
  public static final int INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK = 0x29;
  public static final int INTERNAL_SERVER_ERROR = 0x2A;
  public static final int NON_UNIQUE_NAME_ATTRIBUTE = 0x35;
  public static final int OBJECT_DESTROYED = 0x36;
  public static final int OBJECT_NOT_FOUND = 0x37;
  public static final int NOT_AUTHORISED = 0x39;
  public static final int SERVER_LIMIT_EXCEEDED = 0x3A;
  public static final int UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS = 0x3E;
  public static final int UNSUPPORTED_PROTOCOL_VERSION = 0x3F;
  public static final int WRONG_KEY_LIFECYCLE_STATE = 0x43;
  public static final int PROTECTION_STORAGE_UNAVAILABLE = 0x44;
  public static final int GENERAL_FAILURE = 0x100;

  private ResultReason() {}
}
