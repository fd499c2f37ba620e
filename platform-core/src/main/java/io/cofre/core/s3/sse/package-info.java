/// Server-side encryption in S3's terms: its headers, documents and refusals.
///
/// Source: "Protecting data with server-side encryption" in the Amazon S3 User Guide and the pages
/// of the operations in the API reference.
package io.cofre.core.s3.sse;
