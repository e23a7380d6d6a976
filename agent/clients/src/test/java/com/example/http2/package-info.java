/** A server for tests, on a version of OkHttp that no client under test knows of. */
package com.example.http2;
