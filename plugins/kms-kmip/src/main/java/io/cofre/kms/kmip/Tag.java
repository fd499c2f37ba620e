package io.cofre.kms.kmip;

/// The tags in use (KMIP 2.1, section 11.55), and the types of items (section 11.56).
final class Tag {
  static final int STRUCTURE = 1;
  static final int INTEGER = 2;
  static final int ENUMERATION = 5;
  static final int TEXT = 7;
  static final int BYTES = 8;
  static final int DATE = 9;
  static final int INTERVAL = 10;

  static final int ATTRIBUTE = 0x420008;
  static final int ATTRIBUTE_INDEX = 0x420009;
  static final int ATTRIBUTE_NAME = 0x42000A;
  static final int ATTRIBUTE_VALUE = 0x42000B;
  static final int AUTHENTICATION = 0x42000C;
  static final int BATCH_COUNT = 0x42000D;
  static final int BATCH_ITEM = 0x42000F;
  static final int BLOCK_CIPHER_MODE = 0x420011;
  static final int CREDENTIAL = 0x420023;
  static final int CREDENTIAL_TYPE = 0x420024;
  static final int CREDENTIAL_VALUE = 0x420025;
  static final int CRYPTOGRAPHIC_ALGORITHM = 0x420028;
  static final int CRYPTOGRAPHIC_LENGTH = 0x42002A;
  static final int CRYPTOGRAPHIC_PARAMETERS = 0x42002B;
  static final int USAGE_MASK = 0x42002C;
  static final int INITIAL_DATE = 0x420039;
  static final int IV_COUNTER_NONCE = 0x42003D;
  static final int LINK = 0x42004A;
  static final int LINK_TYPE = 0x42004B;
  static final int LINKED_OBJECT = 0x42004C;
  static final int MAXIMUM_ITEMS = 0x42004F;
  static final int NAME = 0x420053;
  static final int NAME_TYPE = 0x420054;
  static final int NAME_VALUE = 0x420055;
  static final int OBJECT_TYPE = 0x420057;
  static final int OFFSET = 0x420058;
  static final int OPERATION = 0x42005C;
  static final int PADDING_METHOD = 0x42005F;
  static final int PROTOCOL_VERSION = 0x420069;
  static final int VERSION_MAJOR = 0x42006A;
  static final int VERSION_MINOR = 0x42006B;
  static final int QUERY_FUNCTION = 0x420074;
  static final int REQUEST_HEADER = 0x420077;
  static final int REQUEST_MESSAGE = 0x420078;
  static final int REQUEST_PAYLOAD = 0x420079;
  static final int RESPONSE_HEADER = 0x42007A;
  static final int RESPONSE_MESSAGE = 0x42007B;
  static final int RESPONSE_PAYLOAD = 0x42007C;
  static final int RESULT_MESSAGE = 0x42007D;
  static final int RESULT_REASON = 0x42007E;
  static final int RESULT_STATUS = 0x42007F;
  static final int REVOCATION_REASON = 0x420081;
  static final int REVOCATION_REASON_CODE = 0x420082;
  static final int STATE = 0x42008D;
  static final int TEMPLATE_ATTRIBUTE = 0x420091;
  static final int UNIQUE_IDENTIFIER = 0x420094;
  static final int USERNAME = 0x420099;
  static final int PASSWORD = 0x4200A1;
  static final int DATA = 0x4200C2;
  static final int TAG_LENGTH = 0x4200CE;
  static final int ASSOCIATED_DATA = 0x4200FE;
  static final int AUTHENTICATION_TAG = 0x4200FF;
  static final int ATTRIBUTES = 0x420125;
  static final int ATTRIBUTE_REFERENCE = 0x42013B;
  static final int CURRENT_ATTRIBUTE = 0x42013C;
  static final int NEW_ATTRIBUTE = 0x42013D;

  private Tag() {}
}
