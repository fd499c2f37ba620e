package io.cofre.storage.local;

import module cofre.api;
import module java.base;

/// The settings that both stores share.
///
/// @param folder the absolute folder both stores live below
/// @param durability what an acknowledged write survives
record LocalSettings(Path folder, Durability durability) {
  private static final Setting<Path> PATH =
      Setting.path("path", "The folder that holds the data; by default the server's data folder.")
          .or(".");
  private static final Setting<Durability> DURABILITY =
      Setting.of(
              "durability",
              "full|relaxed",
              Durability::of,
              "full: an acknowledged write survives the loss of power; relaxed: only the death of"
                  + " the server, for data that can be made again.")
          .or("full");

  static List<Setting<?>> all() {
    return List.of(PATH, DURABILITY);
  }

  static LocalSettings read(Settings settings, PluginContext context) {
    Path folder = context.home().resolve(settings.get(PATH)).toAbsolutePath().normalize();
    return new LocalSettings(folder, settings.get(DURABILITY));
  }
}
