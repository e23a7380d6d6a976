/** Applications that use Apache HttpClient 5, in whichever version their loader has. */
package com.example.apache5;
