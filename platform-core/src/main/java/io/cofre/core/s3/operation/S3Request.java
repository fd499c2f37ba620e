package io.cofre.core.s3.operation;

import io.cofre.core.identity.Caller;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.s3.message.S3Call;

/// A request whose sender is known and may do what it asks.
///
/// @param call what is asked
/// @param caller who asks
/// @param body what comes with it
public record S3Request(S3Call call, Caller caller, RequestBody body) {

  /// The object it is about; only for operations on objects.
  public ObjectName name() {
    return new ObjectName(call.bucket(), call.key());
  }

  /// The value of a query parameter, empty when there is none.
  String parameter(String name) {
    return call.query().get(name).orElse("");
  }
}
