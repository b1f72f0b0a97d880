package dev.peerless.benchmarks;

/** Measures one thing that Peerless costs. */
interface Benchmark {

    /** Takes less than a minute at full scale. */
    Table run(Scale scale) throws Exception;
}
