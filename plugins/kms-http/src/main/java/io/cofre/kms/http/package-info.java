/// Calls to a KMS over HTTP, and the answers.
package io.cofre.kms.http;
