/** Applications that use the AWS SDK's asynchronous HTTP client on Netty, in whichever version their loader has. */
package com.example.awssdk;
