/// AWS KMS: data keys wrapped by symmetric keys that never leave it.
///
/// A wrapped key is the ciphertext blob of AWS as it is: it names its format and its key material
/// itself, and any AWS client opens it. Its key is the ARN, so that an alias may move; the
/// encryption context is the [io.cofre.api.kms.KeyContext] as [AwsKms] writes it.
package io.cofre.kms.aws;
