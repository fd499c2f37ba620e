/// AES-256-CBC with HMAC-SHA-512, encrypt-then-MAC: A256CBC-HS512 of RFC 7518, section 5.2.5.
///
/// | bytes | what |
/// |---|---|
/// | key | MAC key (32) ‖ encryption key (32) |
/// | IV | AES-256 of the 16-byte nonce under the encryption key, one block; not stored |
/// | sealed segment | E ‖ T |
///
/// - E = AES-256-CBC of the plaintext padded as PKCS#7 says, 1 to 16 bytes longer than it
/// - T = the first 32 bytes of HMAC-SHA-512, under the MAC key, of A ‖ IV ‖ E ‖ AL, where A is the
///   associated data and AL its length in bits as 8 bytes, big-endian
///
/// RFC 7518 wants an IV that nobody can foretell. The platform's nonces never repeat under a key
/// but can be foretold, so the IV is made of them by the first method of NIST SP 800-38A, appendix
/// C: the nonce is encrypted under the key that encrypts the plaintext. That method is safe as long
/// as nobody chooses nonces after seeing ciphertext; here they are a random prefix and a counter.
///
/// The RFC leaves the encryption half of the key out of the tag. Here the IV depends on it and the
/// tag on the IV: another encryption key fails the tag as another MAC key does.
package io.cofre.cipher.cbc;
