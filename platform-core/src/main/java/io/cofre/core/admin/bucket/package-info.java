/// What of buckets S3 has no words for.
package io.cofre.core.admin.bucket;
