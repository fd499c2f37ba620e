package io.cofre.core.s3.operation;

import io.cofre.api.transport.RequestHead;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.identity.Caller;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Tags;
import io.cofre.core.s3.auth.FormAuthenticator;
import io.cofre.core.s3.form.BoundedFile;
import io.cofre.core.s3.form.Form;
import io.cofre.core.s3.form.PostPolicy;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.ObjectAttributes;
import io.cofre.core.s3.header.TagRules;
import io.cofre.core.s3.header.WriteConditions;
import io.cofre.core.s3.header.WriteRules;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.Query;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.message.Target;
import io.cofre.core.s3.route.S3Operation;
import io.cofre.core.s3.sse.Chosen;
import io.cofre.core.s3.xml.TaggingXml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers `POST /b`: stores the file of a form. Its fields count as the headers of those names.
final class PostObject implements Operation {
  private final Rooms rooms;
  private final Permissions permissions;
  private final FormAuthenticator authenticator;
  private final InstantSource clock;

  PostObject(
      Rooms rooms, Permissions permissions, FormAuthenticator authenticator, InstantSource clock) {
    this.rooms = rooms;
    this.permissions = permissions;
    this.authenticator = authenticator;
    this.clock = clock;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String bucket = request.call().bucket();
    Form form =
        Form.read(
            request.body().content().body(), request.call().header("content-type").orElse(""));
    Caller caller = authenticator.verify(form.fields());
    String key = key(form);
    InputStream file = allowed(form, caller, bucket);
    S3Call call = call(request.call(), form, key);
    S3Request asked = new S3Request(call, caller, request.body());
    permissions.check(S3Operation.POST_OBJECT, asked, key);
    var _ = rooms.buckets().find(bucket);
    ObjectInfo info = put(call, asked, form, file);
    return new PostAnswer(form, call, rooms.sse()).of(info);
  }

  private static String key(Form form) {
    String key =
        form.field("key")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() ->
                new S3Failure(
                    S3Error.INVALID_ARGUMENT,
                    "Bucket POST must contain a field named 'key'.  If it is specified, please"
                        + " check the order of the fields.",
                    Map.of("ArgumentName", "key", "ArgumentValue", "")));
    String named = key.replace("${filename}", form.fileName());
    if (named.getBytes(StandardCharsets.UTF_8).length > 1024) {
      throw new S3Failure(S3Error.KEY_TOO_LONG);
    }
    if (named.isEmpty() || named.indexOf('\0') >= 0) {
      throw new S3Failure(S3Error.INVALID_ARGUMENT, "The key of the form cannot be one.");
    }
    return named;
  }

  private InputStream allowed(Form form, Caller caller, String bucket) {
    if (caller.anonymous() && form.field("policy").isEmpty()) {
      return form.file();
    }
    PostPolicy policy = PostPolicy.read(form.field("policy").orElse(""));
    policy.require(form.fields(), bucket, clock.instant());
    return new BoundedFile(form.file(), policy);
  }

  private static S3Call call(S3Call sent, Form form, String key) {
    Map<String, List<String>> headers = new HashMap<>();
    form.fields().forEach((name, value) -> headers.put(name, List.of(value)));
    headers.remove("authorization");
    form.field("acl").ifPresent(acl -> headers.put("x-amz-acl", List.of(acl)));
    for (String kept : List.of("host", "user-agent", "referer")) {
      sent.header(kept).ifPresent(value -> headers.put(kept, List.of(value)));
    }
    if (FormAuthenticator.signedByVersion4(form.fields())) {
      headers.put("authorization", List.of("AWS4-HMAC-SHA256 form"));
    }
    RequestHead head = sent.head();
    return new S3Call(
        new RequestHead(
            "PUT",
            head.rawPath(),
            "",
            headers,
            head.peer(),
            head.confidential(),
            head.certificates()),
        new Target.InObject(sent.bucket(), key),
        new Query(Map.of()),
        sent.requestId());
  }

  private ObjectInfo put(S3Call call, S3Request request, Form form, InputStream file)
      throws IOException {
    WriteRules.ofObject(call);
    try (Chosen chosen = Sealing.choice(rooms, call)) {
      io.cofre.core.object.model.PutObject put =
          new io.cofre.core.object.model.PutObject(
              new ObjectName(call.bucket(), call.key()),
              ObjectAttributes.read(call),
              tags(call, form),
              WriteConditions.ofWrite(call),
              request.caller().account(),
              chosen.choice());
      return rooms.objects().put(put, new FileContent(file, ChecksumHeaders.claimed(call)));
    }
  }

  private static Tags tags(S3Call call, Form form) {
    Optional<String> document = form.field("tagging");
    return document.isPresent()
        ? TagRules.check(TaggingXml.read(document.get().getBytes(StandardCharsets.UTF_8)))
        : TagRules.ofHeader(call);
  }

  /// The file of a form: only its end tells how long it is.
  private record FileContent(InputStream body, Optional<Checksum> claimed) implements Content {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public ChecksumAlgorithm algorithm() {
      return claimed.map(Checksum::algorithm).orElse(ChecksumAlgorithm.CRC64NVME);
    }

    @Override
    public Optional<byte[]> claimedMd5() {
      return Optional.empty();
    }
  }
}
