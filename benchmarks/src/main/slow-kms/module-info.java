/// A KMS far away: every call takes 20 ms. Never part of a distribution.
module bench.slow {
  requires cofre.api;

  provides io.cofre.api.kms.KmsProvider with
      bench.slow.SlowKmsProvider;
}
