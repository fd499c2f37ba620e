package io.cofre.core.s3.xml;

import io.cofre.core.object.model.Bucket;
import java.util.List;

/// Writes `ListAllMyBucketsResult`.
public final class BucketsXml {
  private static final String ROOT = "ListAllMyBucketsResult";

  private BucketsXml() {}

  /// What the document says.
  ///
  /// @param owner the account
  /// @param region where the buckets are
  /// @param buckets in the order of their names
  /// @param prefix what was asked for, may be empty
  /// @param next the token of the next page, empty on the last
  public record Listing(
      String owner, String region, List<Bucket> buckets, String prefix, String next) {

    /// Copies the list.
    public Listing {
      buckets = List.copyOf(buckets);
    }
  }

  /// The document.
  public static byte[] write(Listing listing) {
    XmlWriter xml = XmlWriter.document(ROOT);
    XmlValues.owner(xml, "Owner", listing.owner());
    xml.open("Buckets");
    for (Bucket bucket : listing.buckets()) {
      xml.open("Bucket")
          .text("Name", bucket.name())
          .text("CreationDate", XmlValues.time(bucket.created()))
          .text("BucketRegion", listing.region())
          .close("Bucket");
    }
    xml.close("Buckets").filled("Prefix", listing.prefix());
    return xml.filled("ContinuationToken", listing.next()).end(ROOT);
  }
}
