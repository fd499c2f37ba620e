package io.cofre.kmip.wire;

/// The tags in use, in the words of the specification (KMIP 2.1, section 11.55).
public final class Tag {
  public static final int ATTRIBUTE = 0x420008;
  public static final int ATTRIBUTE_INDEX = 0x420009;
  public static final int ATTRIBUTE_NAME = 0x42000A;
  public static final int ATTRIBUTE_VALUE = 0x42000B;
  public static final int AUTHENTICATION = 0x42000C;
  public static final int BATCH_COUNT = 0x42000D;
  public static final int BATCH_ITEM = 0x42000F;
  public static final int BLOCK_CIPHER_MODE = 0x420011;
  public static final int CREDENTIAL = 0x420023;
  public static final int CREDENTIAL_TYPE = 0x420024;
  public static final int CREDENTIAL_VALUE = 0x420025;
  public static final int CRYPTOGRAPHIC_ALGORITHM = 0x420028;
  public static final int CRYPTOGRAPHIC_LENGTH = 0x42002A;
  public static final int CRYPTOGRAPHIC_PARAMETERS = 0x42002B;
  public static final int USAGE_MASK = 0x42002C;
  public static final int INITIAL_DATE = 0x420039;
  public static final int IV_COUNTER_NONCE = 0x42003D;
  public static final int LINK = 0x42004A;
  public static final int LINK_TYPE = 0x42004B;
  public static final int LINKED_OBJECT = 0x42004C;
  public static final int MAXIMUM_ITEMS = 0x42004F;
  public static final int NAME = 0x420053;
  public static final int NAME_TYPE = 0x420054;
  public static final int NAME_VALUE = 0x420055;
  public static final int OBJECT_TYPE = 0x420057;
  public static final int OFFSET = 0x420058;
  public static final int OPERATION = 0x42005C;
  public static final int PADDING_METHOD = 0x42005F;
  public static final int PROTOCOL_VERSION = 0x420069;
  public static final int VERSION_MAJOR = 0x42006A;
  public static final int VERSION_MINOR = 0x42006B;
  public static final int QUERY_FUNCTION = 0x420074;
  public static final int REQUEST_HEADER = 0x420077;
  public static final int REQUEST_MESSAGE = 0x420078;
  public static final int REQUEST_PAYLOAD = 0x420079;
  public static final int RESPONSE_HEADER = 0x42007A;
  public static final int RESPONSE_MESSAGE = 0x42007B;
  public static final int RESPONSE_PAYLOAD = 0x42007C;
  public static final int RESULT_MESSAGE = 0x42007D;
  public static final int RESULT_REASON = 0x42007E;
  public static final int RESULT_STATUS = 0x42007F;
  public static final int REVOCATION_REASON = 0x420081;
  public static final int REVOCATION_REASON_CODE = 0x420082;
  public static final int STATE = 0x42008D;
  public static final int TEMPLATE_ATTRIBUTE = 0x420091;
  public static final int UNIQUE_IDENTIFIER = 0x420094;
  public static final int USERNAME = 0x420099;
  public static final int PASSWORD = 0x4200A1;
  public static final int DATA = 0x4200C2;
  public static final int TAG_LENGTH = 0x4200CE;
  public static final int ASSOCIATED_DATA = 0x4200FE;
  public static final int AUTHENTICATION_TAG = 0x4200FF;
  public static final int ATTRIBUTES = 0x420125;
  public static final int ATTRIBUTE_REFERENCE = 0x42013B;
  public static final int CURRENT_ATTRIBUTE = 0x42013C;
  public static final int NEW_ATTRIBUTE = 0x42013D;

  private Tag() {}
}
