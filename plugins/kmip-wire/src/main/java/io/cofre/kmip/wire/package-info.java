/// The messages of KMIP 1.2 to 1.4, 2.0 and 2.1 that encrypt, and that manage symmetric keys.
///
/// [io.cofre.kmip.wire.TtlvReader] and [io.cofre.kmip.wire.TtlvWriter] are the encoding;
/// [io.cofre.kmip.wire.Requests] are the operations, and a [io.cofre.kmip.wire.Request] writes
/// itself and reads its response; a [io.cofre.kmip.wire.Connection] carries both. Whatever bytes
/// come, they are read, or refused with a [io.cofre.kmip.wire.BadMessage], in memory of a small
/// multiple of their length.
///
/// Source: OASIS, Key Management Interoperability Protocol Specification, 1.4 (22 November 2017)
/// and 2.1 (14 December 2020). Where they differ a [io.cofre.kmip.wire.ProtocolVersion] decides.
package io.cofre.kmip.wire;
