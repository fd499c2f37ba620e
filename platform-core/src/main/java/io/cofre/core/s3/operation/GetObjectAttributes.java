package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.s3.header.HttpDates;
import io.cofre.core.s3.header.Numbers;
import io.cofre.core.s3.header.ReadConditions;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Brought;
import io.cofre.core.s3.xml.AttributesXml;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers `GET /b/k?attributes`: chosen facts about an object.
final class GetObjectAttributes implements Operation {
  private static final String NAME = "x-amz-object-attributes";

  private final Rooms rooms;

  GetObjectAttributes(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    S3Call call = request.call();
    Set<String> wanted = wanted(call);
    int after = number(call, "x-amz-part-number-marker", 0);
    int limit = Math.min(1000, number(call, "x-amz-max-parts", 1000));
    ObjectInfo info = head(request);
    ReadConditions.ofRead(call).demand(info);
    Map<String, String> headers = Map.of("Last-Modified", HttpDates.write(info.modified()));
    return new Answer.Document(200, headers, AttributesXml.write(info, wanted, after, limit));
  }

  private ObjectInfo head(S3Request request) throws IOException {
    try (Brought brought = rooms.sse().key(request.call())) {
      ObjectInfo info = rooms.objects().head(request.name(), brought.key());
      rooms.sse().requireVersion4(request.call(), info.protection());
      return info;
    }
  }

  private static int number(S3Call call, String name, int otherwise) {
    return call.header(name).map(text -> Numbers.whole(name, text)).orElse(otherwise);
  }

  private static Set<String> wanted(S3Call call) {
    String text = String.join(",", call.head().headers().getOrDefault(NAME, List.of()));
    Set<String> wanted =
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (wanted.isEmpty() || !AttributesXml.NAMES.containsAll(wanted)) {
      throw Refusals.argument("Invalid attribute name specified.", NAME, text);
    }
    return wanted;
  }
}
