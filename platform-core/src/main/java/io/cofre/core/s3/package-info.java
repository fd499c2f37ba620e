/// The front: from an exchange to an S3 operation, and from its answer or failure back.
package io.cofre.core.s3;
