/// Storage in two facets that mix freely: ordered metadata, and immutable blobs.
package io.cofre.api.storage;
