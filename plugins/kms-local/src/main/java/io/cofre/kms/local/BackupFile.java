package io.cofre.kms.local;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;

/// All keys in one file under a passphrase; the package describes its bytes.
final class BackupFile {
  private static final byte[] MARK = "CofreB1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = MARK.length + Stretching.SIZE;

  private BackupFile() {}

  static byte[] seal(List<KeyRecord> keys, Secret passphrase) {
    Stretching stretching = Stretching.fresh();
    byte[] head = ByteBuffer.allocate(HEAD).put(MARK).put(stretching.encoded()).array();
    byte[] key = stretching.key(passphrase);
    byte[] plain = encoded(keys);
    try {
      byte[] sealed = Keysets.aeadOf(key).encrypt(plain, head);
      return ByteBuffer.allocate(HEAD + sealed.length).put(head).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink refused to seal", e);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  static List<KeyRecord> open(byte[] backup, Secret passphrase) {
    if (backup.length <= HEAD || !Arrays.equals(backup, 0, MARK.length, MARK, 0, MARK.length)) {
      throw notAuthentic("this is no backup of local keys");
    }
    byte[] head = Arrays.copyOf(backup, HEAD);
    byte[] key = {};
    byte[] plain = {};
    try {
      key = Stretching.decode(Arrays.copyOfRange(head, MARK.length, HEAD)).key(passphrase);
      plain = Keysets.aeadOf(key).decrypt(Arrays.copyOfRange(backup, HEAD, backup.length), head);
      return decoded(plain);
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | BufferUnderflowException
        | IndexOutOfBoundsException _) {
      throw notAuthentic("the backup is damaged, or its passphrase is another one");
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] encoded(List<KeyRecord> keys) {
    List<byte[]> records = keys.stream().map(KeyRecord::encoded).toList();
    int length = records.stream().mapToInt(record -> 4 + record.length).sum();
    ByteBuffer out = ByteBuffer.allocate(4 + length).putInt(records.size());
    records.forEach(record -> out.putInt(record.length).put(record));
    return out.array();
  }

  /// Every key is made sure to work, so that nothing is restored by halves.
  private static List<KeyRecord> decoded(byte[] plain) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(plain);
    List<KeyRecord> keys = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      byte[] record = new byte[Objects.checkIndex(in.getInt(), in.remaining() + 1)];
      in.get(record);
      KeyRecord key = KeyRecord.decode(record);
      if (!key.isDeleted()) {
        Keysets.aead(key.keyset());
      }
      keys.add(key);
    }
    return keys;
  }

  private static KmsException notAuthentic(String what) {
    return new KmsException(Reason.NOT_AUTHENTIC, what);
  }
}
