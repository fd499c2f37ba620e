/// How everything but bodies is stored: the records, their keys and their formats.
///
/// A key is one letter that says what the record is, followed by what it is about. Names are UTF-8;
/// neither bucket names nor object keys hold a zero byte, so that one can end them. Version ids and
/// blob ids are 32 hexadecimal digits, here as 16 bytes; numbers are big-endian.
///
/// | key | record | value |
/// |---|---|---|
/// | `B` bucket | [BucketRecord] | clear: made (8, milliseconds); sealed: owner |
/// | `C` bucket `00` name | a document of a bucket: `encryption`, `sealing` ([EncryptionCodec]), or of another name | clear: nothing; sealed: the document |
/// | `O` bucket `00` key | [ObjectRecord], the current version | clear: version (16), size (8), modified (8, milliseconds), placement, sealing; sealed: entity tag, checksum, attributes, tags, owner, upload id, encryption context |
/// | `M` version | [PartList] of an object uploaded in parts | clear: count (4), and for each part its number (2), size (8), modified (8), placement; sealed: for each part its MD5 (16) and checksum |
/// | `I` version part(2) | a sealed body kept inline; part 0 is an object in one piece | the sealed body |
/// | `U` bucket `00` key `00` upload id | [UploadRecord] | clear: version (16), started (8), algorithm (1), type (1), checksum asked (1), sealing; sealed: attributes, tags, owner, encryption context |
/// | `P` version number(2) | [PartRecord] of an upload under way | clear: size (8), modified (8), placement; sealed: MD5 (16), checksum |
/// | `D` version | an upload whose bucket was removed; its parts are still to be freed | format (1) |
/// | `R` blob | [BodyOwner]: the blob is in use | format (1), version (16), part (2) |
/// | `G` blob | the blob is out of use and to be deleted | format (1) |
/// | `E` epoch(4) | [EpochRecord] | format (1), open (1), node |
/// | `S` `e` | the last epoch given | format (1), number (4) |
/// | `S` `k` | [StoreKeyRecord] | format (1), store id, cipher, envelope |
///
/// Records with a clear and a sealed part are framed by [SealedRecords]: format (1), length of the
/// clear part (4), clear part, sealed part ([io.cofre.core.seal.RecordSeal]), which is bound to the
/// record's key, the format and the clear part. In clear are only names, sizes, dates, places and
/// wrapped keys.
///
/// Fields: bytes are preceded by their length (4), texts are UTF-8 as bytes, pairs are preceded by
/// their number (4) and sorted. A placement is `00` inline, `01` and a blob id (16), or `02` in
/// parts. A layout is format (1), cipher, length of a segment (4). An envelope is the KMS's name,
/// the key's id, the wrapped key. A sealing is, in records of format 2: the mode (1: `01` SSE-S3,
/// `02` SSE-KMS, `03` DSSE-KMS, `04` SSE-C), layout, wrapping, and `00`, or `01` with the layout
/// and the key (bytes) of a second layer ([io.cofre.core.seal.LayerKeys]). A wrapping is `01` and a
/// long envelope; `02`, the long envelope of the bucket key and the key (bytes); or `03` and the
/// key (bytes), as [io.cofre.core.seal.Wrapping] says. A long envelope has the version of the KMS's
/// key (text) behind the key's id. In records of format 1 a sealing is a layout and an envelope,
/// the mode is SSE-S3, and there is no encryption context. A checksum is `00` for none, or
/// algorithm (1: `01` CRC32, `02` CRC32C, `03` CRC64NVME, `04` SHA1, `05` SHA256), type (1: `01` of
/// the full object, `02` composite), value.
///
/// A format that was released is never edited: a new one gets a new number and stands beside it.
package io.cofre.core.object.record;
