package dev.breakwater.message;

/**
 * A request as the application made it, before anything is changed.
 *
 * @param method upper case
 */
public record Request(String method, Url url, Headers headers, Body body) {}
