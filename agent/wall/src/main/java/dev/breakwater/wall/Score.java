package dev.breakwater.wall;

/**
 * One cell's verdict.
 *
 * @param evidence what speaks against it, or how it passed
 */
record Score(Cell cell, Verdict verdict, String evidence) {

    /** How a cell came out. */
    enum Verdict {
        PASS("pass"),
        /** The fault allows for it, but an answer would have been better. */
        PASS_BY_ERROR("pass (error)"),
        FAIL("FAIL");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    static Score of(Observation seen) {
        try {
            String stray = seen.strayKey();
            seen.require(stray == null, String.valueOf(stray));
            seen.always();
            seen.cell().trial().expectation().check(seen);
            boolean best = seen.allAnswered() || seen.cell().trial().toFail();
            return new Score(seen.cell(), best ? Verdict.PASS : Verdict.PASS_BY_ERROR, seen.evidence());
        } catch (Miss miss) {
            return new Score(seen.cell(), Verdict.FAIL, miss.getMessage() + ": " + seen.evidence());
        }
    }

    boolean passed() {
        return verdict != Verdict.FAIL;
    }
}
