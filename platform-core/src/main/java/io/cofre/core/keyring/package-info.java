/// Keys at hand: KMS instances made resilient, and a bounded, wiped cache of what they unwrapped.
///
/// A plugin neither retries nor caches; this room does both, once for all. It knows the service
/// interface and nothing of objects.
package io.cofre.core.keyring;
