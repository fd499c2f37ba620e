/// The life of blobs: written under an epoch, referred to by a record, leased while they are read,
/// deleted when nobody needs them, and found again after a crash.
///
/// A blob's id is the number of an epoch (8 hexadecimal digits) and 24 random ones. The epoch's
/// record is durable before the first blob of it is written, so that no put waits for a journal. A
/// commit that begins to use a blob checks that its epoch is still open. What an epoch of a broken
/// process wrote and nobody refers to is found by listing the blobs of that epoch, after the epoch
/// was closed.
package io.cofre.core.object.blob;
