/// What every protocol of a listener needs for an exchange: the peer, and words for failures.
package io.cofre.core.transport.exchange;
