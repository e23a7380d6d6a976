package com.example.client;

import java.util.List;

/** A client's class like OkHttp's interceptor chain: several constructors, a final field, early returns. */
public class TrialChain {
    private final List<String> interceptors;
    private final int index;

    public TrialChain(List<String> interceptors, int index) {
        this.interceptors = interceptors;
        this.index = index;
        if (index > 10) {
            return;
        }
        for (String interceptor : interceptors) {
            if (interceptor.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
        }
    }

    public TrialChain(List<String> interceptors) {
        this(interceptors, 0);
    }

    public List<String> interceptors() {
        return interceptors;
    }

    public int index() {
        return index;
    }
}
