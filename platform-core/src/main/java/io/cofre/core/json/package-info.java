/// JSON documents from outside, read strictly.
package io.cofre.core.json;
