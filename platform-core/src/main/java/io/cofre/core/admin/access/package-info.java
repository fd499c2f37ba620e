/// Who may administer.
package io.cofre.core.admin.access;
