package io.cofre.core.s3.xml;

/// Writes `AccessControlPolicy`.
public final class AclXml {
  private static final String ROOT = "AccessControlPolicy";

  private AclXml() {}

  /// The document of a thing that its owner alone controls.
  public static byte[] write(String owner) {
    XmlWriter xml = XmlWriter.document(ROOT);
    XmlValues.owner(xml, "Owner", owner);
    xml.open("AccessControlList").open("Grant");
    xml.raw("<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
        .raw(" xsi:type=\"CanonicalUser\">")
        .text("ID", owner)
        .close("Grantee");
    xml.text("Permission", "FULL_CONTROL").close("Grant").close("AccessControlList");
    return xml.end(ROOT);
  }
}
