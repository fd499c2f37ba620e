/// A network with faults, and an authority for certificates.
package io.cofre.kms.http.testing;
