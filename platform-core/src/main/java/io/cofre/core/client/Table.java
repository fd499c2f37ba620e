package io.cofre.core.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints rows in columns.
public final class Table {
  private final List<String> fields;
  private final List<List<String>> rows = new ArrayList<>();

  /// Make one whose columns are fields of documents.
  public Table(String... fields) {
    this.fields = List.of(fields);
    rows.add(this.fields.stream().map(f -> f.toUpperCase(Locale.ROOT)).toList());
  }

  /// Add a document.
  public Table add(JsonNode document) {
    return row(fields.stream().map(field -> shown(document.path(field))).toList());
  }

  /// Add a row.
  public Table row(List<String> cells) {
    rows.add(cells.stream().map(Table::visible).toList());
    return this;
  }

  private static String shown(JsonNode value) {
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(each -> texts.add(each.asText()));
      return String.join(",", texts);
    }
    return value.asText();
  }

  /// What the server sends must not steer the terminal.
  static String visible(String text) {
    return text.isEmpty() ? "-" : text.replaceAll("\\p{Cntrl}", "?");
  }

  /// Print it.
  public void print(PrintWriter out) {
    int[] widths = new int[fields.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }
}
