package bench.slow;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.util.List;

/// Opens the slow KMS.
public final class SlowKmsProvider implements KmsProvider {
  @Override
  public String name() {
    return "bench-slow";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    return new SlowKms();
  }
}
