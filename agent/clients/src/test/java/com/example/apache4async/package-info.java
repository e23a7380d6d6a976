/** Applications that use Apache HttpAsyncClient 4, in whichever version their loader has. */
package com.example.apache4async;
