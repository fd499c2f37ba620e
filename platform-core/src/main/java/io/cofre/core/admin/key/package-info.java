/// Key management systems and their keys, for operators.
package io.cofre.core.admin.key;
