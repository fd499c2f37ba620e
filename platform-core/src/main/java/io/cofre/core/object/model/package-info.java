/// What S3 means, as values: buckets, objects, uploads, conditions, failures. Knows no HTTP.
package io.cofre.core.object.model;
