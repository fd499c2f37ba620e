/// Storage on one machine: metadata in RocksDB, blobs in files.
///
/// ## Layout on disk, format 1
///
/// Below the folder that the setting `path` names (by default the server's data folder):
///
/// | path | content |
/// |---|---|
/// | `metadata/format` | the text `cofre local metadata 1` and a line feed |
/// | `metadata/lock` | held by an exclusive file lock while a server has the store open; the process id of the last holder |
/// | `metadata/rocksdb/` | a RocksDB database with one column family (`default`), ordered by unsigned bytes; keys and values are the platform's own, unchanged |
/// | `blobs/format` | the text `cofre local blobs 1` and a line feed |
/// | `blobs/lock` | as above, for the blobs |
/// | `blobs/incoming/` | files being written, named by blob id, a dot and a number; whatever is there when the store opens is the leftover of a crash and is removed |
/// | `blobs/XXXXXX/YY/ID` | a blob: the file holds its bytes and nothing else; `ID` is the blob's id (32 lower-case hexadecimal digits), `XXXXXX` its first six digits, `YY` the two after |
///
/// Files and folders with other names are left alone. Folders are made with mode 0700 and blob
/// files with mode 0600. A folder whose `format` file says anything else is not opened.
///
/// In the database, values of 2 KiB and more are kept in RocksDB's blob files, uncompressed because
/// what the platform seals does not compress; the rest is compressed with LZ4.
///
/// ## What is durable, and when
///
/// A metadata write is appended to RocksDB's write-ahead log without a sync; one thread then syncs
/// the log for all writers that wait (group commit), takes the state before each sync, and shows it
/// to readers after. After a failed append or sync nothing more is written until the server is
/// started again: what reached the disk is not known.
///
/// A blob is written to `incoming`, synced, linked to its final name (which fails if the name
/// exists), and the folder is synced; the folders above are synced once when they are made. Hence a
/// file with a final name is always whole. The file system must support hard links.
///
/// Blobs leave a reserve of the disk free (setting `reserve`), so that a full disk still takes the
/// metadata of deletions. Folders that became empty are removed when blobs are listed.
///
/// With `durability: relaxed` nothing is synced: the store survives the death of the process, but a
/// loss of power can lose or damage what was written in the last half minute or so.
package io.cofre.storage.local;
