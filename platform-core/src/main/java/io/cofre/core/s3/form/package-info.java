/// Uploads by forms of browsers (`multipart/form-data`, RFC 7578).
///
/// Source: "Browser-based uploads using POST" in the Amazon S3 API reference.
package io.cofre.core.s3.form;
