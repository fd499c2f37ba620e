package io.cofre.core.observe;

import java.util.List;

/// The values of labels of one series, in the order of the label names.
record Labels(List<String> values) {

  Labels {
    values = List.copyOf(values);
  }

  /// Return `{a="x",b="y"}` with an extra pair if it is not empty, or nothing without labels.
  String text(List<String> names, String extra) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(text.isEmpty() ? "" : ",").append(names.get(i)).append("=\"");
      text.append(escape(values.get(i))).append('"');
    }
    if (!extra.isEmpty()) {
      text.append(text.isEmpty() ? "" : ",").append(extra);
    }
    return text.isEmpty() ? "" : "{" + text + "}";
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
