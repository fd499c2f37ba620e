/// From the address of a request to what answers it.
package io.cofre.core.admin.route;
