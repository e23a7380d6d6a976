package dev.breakwater.client;

/** The two ways in which a method is changed. Neither adds a member to its class. */
public enum Shape {
    /** Before each return of each constructor, a field gets the value that the gate makes of its present one. */
    CONSTRUCTOR_EXIT,

    /** At its entry, the method asks the gate whether to answer in its place. */
    METHOD_ENTRY
}
