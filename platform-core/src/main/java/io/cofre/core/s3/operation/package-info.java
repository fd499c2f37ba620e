/// One class per operation of S3. None knows another, how a body was sent, or who let it in.
package io.cofre.core.s3.operation;
