/// What S3 requests, answers and errors are made of; the ground the other S3 rooms stand on.
package io.cofre.core.s3.message;
