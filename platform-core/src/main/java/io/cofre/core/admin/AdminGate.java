package io.cofre.core.admin;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.RequestHead;
import io.cofre.core.admin.access.Access;
import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.core.admin.message.AdminRequest;
import io.cofre.core.admin.route.RouteTable;
import io.cofre.core.admin.route.Routes;
import io.cofre.core.json.WrongField;
import io.cofre.core.observe.RequestRecord;
import java.io.IOException;
import java.util.function.Consumer;

/// Answers operators and their tools.
///
/// Everything under `/v1/` asks for the token before anything else, and is written down; the other
/// pages are open. Failures are documents of `error` and `message`. Thread-safe.
public final class AdminGate implements Gate {
  private static final System.Logger LOG = System.getLogger(AdminGate.class.getName());
  private final Routes routes;
  private final Access access;
  private final Consumer<RequestRecord> notes;

  /// Make one.
  ///
  /// @param routes all that can be asked
  /// @param access lets in, or not
  /// @param notes hears of what was asked under `/v1/`
  public AdminGate(Routes routes, Access access, Consumer<RequestRecord> notes) {
    this.routes = routes;
    this.access = access;
    this.notes = notes;
  }

  @Override
  public void enter(Exchange exchange) {
    Conversation conversation = new Conversation(exchange);
    boolean guarded = guarded(exchange.request());
    try {
      conversation.serve(
          () -> conversation.send(answer(exchange.request(), conversation, guarded)));
    } finally {
      if (guarded) {
        notes.accept(conversation.record());
      }
    }
  }

  private static boolean guarded(RequestHead head) {
    return head.rawPath().equals("/v1") || head.rawPath().startsWith("/v1/");
  }

  private AdminAnswer answer(RequestHead head, Conversation conversation, boolean guarded) {
    try {
      if (guarded) {
        access.check(head);
      }
      RouteTable.Match match = routes.find(head);
      conversation.routed(match.route().name());
      return match
          .route()
          .operation()
          .answer(new AdminRequest(match.path(), match.query(), conversation::body));
    } catch (AdminFailure failure) {
      return refused(failure, conversation);
    } catch (WrongField wrong) {
      String message = String.valueOf(wrong.getMessage());
      return refused(new AdminFailure(AdminError.INVALID, message), conversation);
    } catch (IOException | RuntimeException unforeseen) {
      LOG.log(
          System.Logger.Level.ERROR,
          "an admin request failed, id " + conversation.requestId(),
          unforeseen);
      String message =
          "the server failed; its log says how, under the id " + conversation.requestId();
      return refused(new AdminFailure(AdminError.INTERNAL, message), conversation);
    }
  }

  private static AdminAnswer refused(AdminFailure failure, Conversation conversation) {
    conversation.failed(failure);
    return AdminAnswer.failed(failure);
  }
}
