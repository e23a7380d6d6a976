/** Applications on the unmodified openai-java, as somebody who never heard of the agent writes them. */
package com.example.openai;
