/// Who signed a request, found out from its head alone: Signature Version 4 in headers and
/// presigned URLs, and Version 2, which older clients still presign with. Reads no body.
package io.cofre.core.s3.auth;
