/// Fakes that keep the contracts in memory, for tests that need no real plugin.
package io.cofre.tck.fake;
