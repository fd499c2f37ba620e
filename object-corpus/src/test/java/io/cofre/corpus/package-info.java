/// The corpus of whole stores: its files, what opens them, and what must come out.
@NullMarked
package io.cofre.corpus;

import org.jspecify.annotations.NullMarked;
