package dev.peerless.benchmarks;

/** What a figure is to be. */
record Target(boolean atMost, double bound, String unit) {

    static Target atMost(double bound, String unit) {
        return new Target(true, bound, unit);
    }

    static Target atLeast(double bound, String unit) {
        return new Target(false, bound, unit);
    }

    String judge(double value) {
        return (atMost ? value <= bound : value >= bound) ? "met" : "MISSED";
    }

    @Override
    public String toString() {
        return (atMost ? "<= " : ">= ") + (bound == Math.rint(bound) ? String.valueOf((long) bound) : bound) + unit;
    }
}
