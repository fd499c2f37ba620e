package io.cofre.corpus;

import io.cofre.api.cipher.DataKey;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;

/// The keys of the corpus, from `keys.properties`.
///
/// @param kms the KMS that wrapped what is wrapped
/// @param customer the key of the client that stored with one of its own
record CorpusKeys(CorpusKms kms, DataKey customer) {

  static CorpusKeys read() throws IOException {
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(StoreFiles.CORPUS.resolve("keys.properties"))) {
      texts.load(in);
    }
    Map<String, DataKey> keys = new HashMap<>();
    for (String name : texts.stringPropertyNames()) {
      keys.put(name, DataKey.adopt(HexFormat.of().parseHex(texts.getProperty(name))));
    }
    CorpusKms kms =
        new CorpusKms(Map.of("cofre", key(keys, "kms.cofre"), "other", key(keys, "kms.other")));
    return new CorpusKeys(kms, key(keys, "customer"));
  }

  private static DataKey key(Map<String, DataKey> keys, String name) {
    DataKey key = keys.get(name);
    if (key == null) {
      throw new IllegalStateException("keys.properties lacks " + name);
    }
    return key;
  }
}
