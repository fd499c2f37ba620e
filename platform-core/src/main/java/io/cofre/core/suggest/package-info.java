/// The word that an operator meant: needed wherever a name is not known. It knows no other room.
package io.cofre.core.suggest;
