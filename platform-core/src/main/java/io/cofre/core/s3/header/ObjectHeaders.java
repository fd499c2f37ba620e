package io.cofre.core.s3.header;

import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes what answers say of objects.
public final class ObjectHeaders {
  private ObjectHeaders() {}

  /// The headers that answer a write, without those of encryption.
  public static Map<String, String> written(ETag etag) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", etag.quoted());
    return headers;
  }

  /// The headers of a read, without those of a range, of checksums and of encryption.
  public static Map<String, String> read(ObjectInfo info) {
    Map<String, String> headers = unchanged(info);
    headers.put("Accept-Ranges", "bytes");
    headers.putAll(info.attributes().system());
    info.attributes().user().forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
    if (!info.tags().pairs().isEmpty()) {
      headers.put("x-amz-tagging-count", Integer.toString(info.tags().pairs().size()));
    }
    return headers;
  }

  /// The headers of a 304, RFC 9110 section 15.4.5.
  public static Map<String, String> unchanged(ObjectInfo info) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", info.etag().quoted());
    headers.put("Last-Modified", HttpDates.write(info.modified()));
    info.attributes()
        .system()
        .forEach((name, value) -> {
          if (name.equals("cache-control") || name.equals("expires")) {
            headers.put(name, value);
          }
        });
    return headers;
  }
}
