package dev.peerless.internal.script;

import dev.peerless.fault.Fault;

/**
 * What one fault has done to bytes that passed.
 *
 * @param fault which one
 * @param offset how many bytes had gone in that direction before the first of those it altered or inserted
 * @param flipped how many bytes have one bit flipped
 * @param inserted how many bytes it has inserted
 */
public record Alteration(Fault fault, long offset, long flipped, long inserted) {}
