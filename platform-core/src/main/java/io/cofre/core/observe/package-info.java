/// What operators see of the running server: metrics and the access log. Knows nothing of ours.
package io.cofre.core.observe;
