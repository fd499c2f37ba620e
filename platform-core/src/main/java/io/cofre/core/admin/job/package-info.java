/// Jobs in the background, for operators.
package io.cofre.core.admin.job;
