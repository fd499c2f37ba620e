/// Bodies on their way in: lengths, `aws-chunked` framing, chunk signatures and what clients claim
/// of the content.
package io.cofre.core.s3.payload;
