/// What operators ask and are answered.
package io.cofre.core.admin.message;
