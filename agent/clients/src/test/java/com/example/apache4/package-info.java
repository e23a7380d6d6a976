/** Applications that use Apache HttpClient 4, in whichever version their loader has. */
package com.example.apache4;
