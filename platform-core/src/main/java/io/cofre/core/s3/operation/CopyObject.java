package io.cofre.core.s3.operation;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.ReadableObject;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.Protection;
import io.cofre.core.object.model.Tags;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.ObjectAttributes;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.header.TagRules;
import io.cofre.core.s3.header.WriteConditions;
import io.cofre.core.s3.header.WriteRules;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Brought;
import io.cofre.core.s3.sse.Chosen;
import io.cofre.core.s3.sse.Sse;
import io.cofre.core.s3.xml.CopyXml;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
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
      boolean itself = from.name().equals(request.name());
      if (itself && !newAttributes && changesNothing(call, from)) {
        throw Refusals.request(TO_ITSELF);
      }
      Attributes attributes =
          newAttributes ? ObjectAttributes.read(call) : copied(call, from.attributes());
      Tags tags = newTags ? TagRules.ofHeader(call) : from.tags();
      try (Chosen chosen = Sealing.choice(rooms, call)) {
        io.cofre.core.object.model.PutObject put =
            new io.cofre.core.object.model.PutObject(
                request.name(),
                attributes,
                tags,
                WriteConditions.ofWrite(call),
                request.caller().account(),
                chosen.choice());
        ObjectInfo info = itself ? ontoItself(call, put, source) : copy(call, put, source);
        return new Answer.Document(
            200, rooms.sse().answerWithContext(info.protection(), call), CopyXml.object(info));
      }
    }
  }

  // A change of keys alone needs no body: it may be rotated under a customer's key in no time.
  private ObjectInfo ontoItself(
      S3Call call, io.cofre.core.object.model.PutObject put, ReadableObject source)
      throws IOException {
    boolean sameChecksum =
        ChecksumHeaders.algorithm(call)
            .map(wanted ->
                source
                    .info()
                    .checksum()
                    .map(Checksum::algorithm)
                    .filter(wanted::equals)
                    .isPresent())
            .orElse(true);
    if (sameChecksum) {
      try (Brought brought = rooms.sse().sourceKey(call)) {
        Optional<ObjectInfo> resealed = rooms.objects().copyOntoItself(put, brought.key());
        if (resealed.isPresent()) {
          return resealed.get();
        }
      }
    }
    return copy(call, put, source);
  }

  private ObjectInfo copy(
      S3Call call, io.cofre.core.object.model.PutObject put, ReadableObject source)
      throws IOException {
    ObjectInfo from = source.info();
    ChecksumAlgorithm algorithm =
        ChecksumHeaders.algorithm(call)
            .or(() -> from.checksum().map(Checksum::algorithm))
            .orElse(ChecksumAlgorithm.CRC64NVME);
    try (InputStream body = source.stream(0, from.size())) {
      return rooms.objects().put(put, new CopiedContent(body, from.size(), algorithm));
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

  private boolean changesNothing(S3Call call, ObjectInfo from) throws IOException {
    return call.header(REDIRECT).isEmpty()
        && !Sse.namesMode(call)
        && !Sse.bringsKey(call)
        && !rooms.buckets().hasEncryption(call.bucket())
        && !sealedOtherwise(call, from);
  }

  // The platform's own rule may have changed since, or the key may have been the client's.
  private boolean sealedOtherwise(S3Call call, ObjectInfo from) throws IOException {
    BucketEncryption.Algorithm rule = rooms.buckets().encryption(call.bucket()).algorithm();
    return switch (from.protection()) {
      case Protection.Service() -> rule != BucketEncryption.Algorithm.SERVICE;
      case Protection.Kms(var _, boolean dual, var _) ->
          rule != (dual ? BucketEncryption.Algorithm.DUAL_KMS : BucketEncryption.Algorithm.KMS);
      case Protection.Customer() -> true;
    };
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
