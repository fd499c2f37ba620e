/// What every kind of plugin shares: the provider, its settings, its secrets, its health.
package io.cofre.api.plugin;
