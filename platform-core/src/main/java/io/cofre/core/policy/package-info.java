/// The policy language of buckets: a document, and what it says of a request. No input, no output.
///
/// Source: "IAM JSON policy reference", AWS Identity and Access Management user guide, and "Bucket
/// policies for Amazon S3", Amazon S3 user guide.
package io.cofre.core.policy;
