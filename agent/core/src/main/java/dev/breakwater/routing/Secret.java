package dev.breakwater.routing;

/**
 * A credential. It never prints itself; {@link #label()} names it in logs and spans.
 *
 * @param label where it came from ({@code env:AZURE_KEY_1}, {@code file:/run/secrets/k}) or, for a literal, its position
 */
public record Secret(String label, String value) {

    /** The credential itself, for the header that carries it and for nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return label;
    }
}
