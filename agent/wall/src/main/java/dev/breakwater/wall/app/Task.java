package dev.breakwater.wall.app;

/**
 * What an application is asked to do: some calls, one after the other.
 *
 * @param id names the task in its reports; without tabs
 * @param streamed whether answers are streamed
 * @param calls how many
 * @param everyMillis from the start of one call to the start of the next, at least
 */
public record Task(String id, boolean streamed, String baseUrl, String key, int calls, long everyMillis) {

    /** As one line of text. */
    public String line() {
        return String.join("\t", id, Boolean.toString(streamed), baseUrl, key, calls + "\t" + everyMillis);
    }

    static Task parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Task(
                fields[0],
                Boolean.parseBoolean(fields[1]),
                fields[2],
                fields[3],
                Integer.parseInt(fields[4]),
                Long.parseLong(fields[5]));
    }
}
