/** Applications that use Spring's WebClient, in whichever version their loader has. */
package com.example.webclient;
