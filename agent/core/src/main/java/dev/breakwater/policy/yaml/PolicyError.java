package dev.breakwater.policy.yaml;

/**
 * One thing that is wrong with a policy file. It never holds the value of a secret or of anything substituted.
 *
 * @param file as it was named to the reader
 * @param line from 1
 * @param column from 1
 * @param path the key's full path ({@code upstreams.openai.endpoints[1].url}); empty for the file as a whole
 * @param problem what is wrong
 * @param remedy what to do about it
 */
public record PolicyError(String file, int line, int column, String path, String problem, String remedy) {

    /** {@code file:line:column: path: problem; remedy}, one line. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + problem + "; " + remedy;
    }
}
