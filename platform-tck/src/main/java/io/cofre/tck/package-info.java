/// The contracts: abstract JUnit classes that a plugin's tests extend, one for each kind of plugin.
package io.cofre.tck;
