/// Checksums of content, as S3 knows them. Knows nothing of the other rooms.
package io.cofre.core.checksum;
