/// A cipher that copies: what the whole road costs without the sealing. Never part of a distribution.
module bench.copy {
  requires cofre.api;

  provides io.cofre.api.cipher.CipherProvider with
      bench.copy.CopyCipher;
}
