/// What S3 means, written once over the two storage interfaces. Knows no HTTP and no XML.
package io.cofre.core.object;
