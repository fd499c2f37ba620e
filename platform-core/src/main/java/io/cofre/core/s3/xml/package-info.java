/// S3's documents: a reader that trusts nothing, a writer, and one small codec per document.
package io.cofre.core.s3.xml;
