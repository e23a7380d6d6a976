package dev.breakwater.bench.report;

import java.util.Arrays;
import java.util.Collection;

/** Numbers measured of one thing, in the order in which they were. Immutable. */
public final class Samples {
    private final double[] inOrder;
    private final double[] sorted;

    private Samples(double[] inOrder) {
        if (inOrder.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.inOrder = inOrder;
        this.sorted = inOrder.clone();
        Arrays.sort(sorted);
    }

    /** At least one number. */
    public static Samples of(Collection<Double> values) {
        return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int size() {
        return sorted.length;
    }

    public double median() {
        return quantile(0.5);
    }

    /** The smallest value that at least this share of all does not exceed, interpolated. */
    public double quantile(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The lower end of the spread: the quartile, or what the true median is above in 39 of 40 cases, whichever is less. Quartiles of a
     * few rounds say how far those lay apart, and not where the median of the next run will be.
     */
    public double low() {
        return Math.min(quantile(0.25), sorted[leftOut()]);
    }

    /** The upper end, likewise. */
    public double high() {
        return Math.max(quantile(0.75), sorted[sorted.length - 1 - leftOut()]);
    }

    /**
     * How many values may be left out at each end so that the true median is between the others in 95 of 100 cases: it is below the next
     * one as often as a coin shows heads no oftener than that in as many throws as there are values.
     */
    private int leftOut() {
        int count = 0;
        double exactly = Math.pow(0.5, sorted.length);
        double atMost = exactly;
        while (true) {
            exactly *= (sorted.length - count) / (count + 1.0);
            atMost += exactly;
            if (atMost > 0.025) {
                return count;
            }
            count++;
        }
    }

    /** What this is more than {@code other}, round by round: what disturbs a whole round falls out of the difference. */
    public Samples minus(Samples other) {
        double[] differences = new double[Math.min(size(), other.size())];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = inOrder[i] - other.inOrder[i];
        }
        return new Samples(differences);
    }

    /** How many times {@code other} this is, round by round. */
    public Samples over(Samples other) {
        double[] ratios = new double[Math.min(size(), other.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = inOrder[i] / other.inOrder[i];
        }
        return new Samples(ratios);
    }
}
