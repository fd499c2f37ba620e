package io.cofre.core.s3.xml;

/// Writes documents about configurations that are the same for every bucket.
public final class FixedXml {
  private FixedXml() {}

  /// A configuration that says nothing, because it was never set.
  public static byte[] empty(String root) {
    return XmlWriter.document(root).end(root);
  }

  /// The owner of a bucket owns what is in it.
  public static byte[] ownership() {
    return XmlWriter.document("OwnershipControls")
        .open("Rule")
        .text("ObjectOwnership", "BucketOwnerEnforced")
        .close("Rule")
        .end("OwnershipControls");
  }

  /// Nothing is public.
  public static byte[] publicAccess() {
    return XmlWriter.document("PublicAccessBlockConfiguration")
        .text("BlockPublicAcls", true)
        .text("IgnorePublicAcls", true)
        .text("BlockPublicPolicy", true)
        .text("RestrictPublicBuckets", true)
        .end("PublicAccessBlockConfiguration");
  }

  /// Requests are the owner's to pay.
  public static byte[] payer() {
    return XmlWriter.document("RequestPaymentConfiguration")
        .text("Payer", "BucketOwner")
        .end("RequestPaymentConfiguration");
  }
}
