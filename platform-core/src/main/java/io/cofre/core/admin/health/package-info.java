/// How the server and its components are; open to everyone who reaches the listener.
package io.cofre.core.admin.health;
