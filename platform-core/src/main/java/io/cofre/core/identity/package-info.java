/// Who is calling. Knows nothing of the other rooms.
package io.cofre.core.identity;
