package io.cofre.core.plugin;

/// Runs code of a plugin with the plugin's class loader as the thread's context class loader.
///
/// Libraries look services up with that loader and, when it is another, find nothing and say
/// nothing. Opening, starting and closing go through here; requests need not.
public final class PluginContextLoader {
  private PluginContextLoader() {}

  /// Work that answers.
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /// Do it.
    T run() throws E;
  }

  /// Do work with a context class loader, and put the old one back.
  public static <T, E extends Exception> T call(ClassLoader loader, Work<T, E> work) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
