package com.example.app;

/** Touches nothing. */
public final class HelloApp {
    private HelloApp() {}

    public static void main(String[] arguments) {
        System.out.println("hello " + String.join(" ", arguments));
    }
}
