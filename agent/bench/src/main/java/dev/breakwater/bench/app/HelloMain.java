package dev.breakwater.bench.app;

/** A program that never touches HTTP. */
public final class HelloMain {
    private HelloMain() {}

    /** Says hello. */
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
