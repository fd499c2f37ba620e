/// Key management: systems that wrap data keys under keys that never leave them.
package io.cofre.api.kms;
