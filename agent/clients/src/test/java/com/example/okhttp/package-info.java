/** Applications on OkHttp, as somebody who never heard of the agent writes them; loaded once more with each version. */
package com.example.okhttp;
