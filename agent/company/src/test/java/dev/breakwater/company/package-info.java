/** The agent in company: unmodified libraries between the application and its HTTP client, in JVMs with the packaged jar. */
@org.jspecify.annotations.NullMarked
package dev.breakwater.company;
