/// What S3 says in headers and query parameters beside the content: one reader or writer each.
package io.cofre.core.s3.header;
