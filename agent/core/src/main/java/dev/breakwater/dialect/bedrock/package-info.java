/**
 * Amazon Bedrock: converse and invoke, plain and in binary event frames. A signed request is never changed.
 * Imports dialect, message and json.
 * Knows no other dialect, no policy and no client.
 */
@NullMarked
package dev.breakwater.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
