package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.s3.form.Form;
import io.cofre.core.s3.header.ObjectHeaders;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Sse;
import io.cofre.core.s3.xml.PostXml;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What a form is answered: as its fields `success_action_redirect` or `success_action_status` say.
///
/// @param form the form
/// @param call what it asked
/// @param sse writes what is said of encryption
record PostAnswer(Form form, S3Call call, Sse sse) {

  Answer of(ObjectInfo info) {
    Map<String, String> headers = ObjectHeaders.written(info.etag());
    headers.putAll(sse.answer(info.protection(), call));
    headers.put("Location", location());
    Optional<String> redirect = redirect(info);
    if (redirect.isPresent()) {
      headers.put("Location", redirect.get());
      return new Answer.Empty(303, headers);
    }
    return switch (form.field("success_action_status").orElse("204")) {
      case "200" -> new Answer.Empty(200, headers);
      case "201" -> new Answer.Document(201, headers, PostXml.write(location(), info));
      default -> new Answer.Empty(204, headers);
    };
  }

  private String location() {
    String scheme = call.head().confidential() ? "https://" : "http://";
    String path = call.head().rawPath();
    String slash = path.endsWith("/") ? "" : "/";
    return scheme + call.header("host").orElse("") + path + slash + encoded(call.key());
  }

  // A target that is no URL of the web is left alone, as Amazon S3 does.
  private Optional<String> redirect(ObjectInfo info) {
    Optional<String> wanted =
        form.field("success_action_redirect").or(() -> form.field("redirect"));
    return wanted.flatMap(text -> {
      try {
        URI uri = new URI(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null) {
          return Optional.empty();
        }
        String joint = uri.getRawQuery() == null ? "?" : "&";
        return Optional.of(
            text
                + joint
                + "bucket="
                + encoded(call.bucket())
                + "&key="
                + encoded(call.key())
                + "&etag="
                + encoded(info.etag().quoted()));
      } catch (URISyntaxException _) {
        return Optional.empty();
      }
    });
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
