package io.cofre.core.s3.operation;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.ReadableObject;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.Tags;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.EncryptionRules;
import io.cofre.core.s3.header.ObjectAttributes;
import io.cofre.core.s3.header.ObjectHeaders;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.header.TagRules;
import io.cofre.core.s3.header.WriteConditions;
import io.cofre.core.s3.header.WriteRules;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.xml.CopyXml;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/// Answers `PUT /b/k` with a source: stores a copy of an object.
final class CopyObject implements Operation {
  private static final String REDIRECT = "x-amz-website-redirect-location";
  private static final String TO_ITSELF =
      "This copy request is illegal because it is trying to copy an object to itself without"
          + " changing the object's metadata, storage class, website redirect location or encryption"
          + " attributes.";

  private final Rooms rooms;

  CopyObject(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    S3Call call = request.call();
    WriteRules.ofObject(call);
    boolean newAttributes = replaces(call, "metadata");
    boolean newTags = replaces(call, "tagging");
    try (ReadableObject source = SourceObject.open(rooms, call)) {
      ObjectInfo from = source.info();
      SourceObject.checkSize(from.size());
      if (from.name().equals(request.name()) && !newAttributes && changesNothing(call)) {
        throw Refusals.request(TO_ITSELF);
      }
      Attributes attributes =
          newAttributes ? ObjectAttributes.read(call) : copied(call, from.attributes());
      Tags tags = newTags ? TagRules.ofHeader(call) : from.tags();
      return copy(request, source, attributes, tags);
    }
  }

  private Answer copy(S3Request request, ReadableObject source, Attributes attributes, Tags tags)
      throws IOException {
    ObjectInfo from = source.info();
    io.cofre.core.object.model.PutObject put =
        new io.cofre.core.object.model.PutObject(
            request.name(),
            attributes,
            tags,
            WriteConditions.ofWrite(request.call()),
            request.caller().account());
    ChecksumAlgorithm algorithm =
        ChecksumHeaders.algorithm(request.call())
            .or(() -> from.checksum().map(Checksum::algorithm))
            .orElse(ChecksumAlgorithm.CRC64NVME);
    try (InputStream body = source.stream(0, from.size())) {
      ObjectInfo info = rooms.objects().put(put, new CopiedContent(body, from.size(), algorithm));
      return new Answer.Document(200, ObjectHeaders.sealed(), CopyXml.object(info));
    }
  }

  // A redirect is never copied: it is the request's, or none.
  private static Attributes copied(S3Call call, Attributes source) {
    Map<String, String> system = new TreeMap<>(source.system());
    system.remove(REDIRECT);
    call.header(REDIRECT).ifPresent(location -> system.put(REDIRECT, location));
    ObjectAttributes.checkRedirect(call);
    return Attributes.of(system, source.user());
  }

  private static boolean changesNothing(S3Call call) {
    return call.header(REDIRECT).isEmpty() && !EncryptionRules.named(call);
  }

  private static boolean replaces(S3Call call, String what) {
    String name = "x-amz-" + what + "-directive";
    String directive = call.header(name).orElse("COPY");
    if (!directive.equals("COPY") && !directive.equals("REPLACE")) {
      throw Refusals.argument("Unknown " + what + " directive.", name, directive);
    }
    return directive.equals("REPLACE");
  }
}
