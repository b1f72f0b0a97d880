package dev.peerless.capture;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One record of a pcap stream.
 *
 * @param time when the kernel took the packet in
 * @param bytes from the IP header on, cut at the snapshot length
 * @param length from the IP header on, as it was on the wire
 */
record Frame(Instant time, ByteBuffer bytes, int length) {}
