/// Which operation a request asks for: a table, and what reads it. No input, no output.
package io.cofre.core.s3.route;
