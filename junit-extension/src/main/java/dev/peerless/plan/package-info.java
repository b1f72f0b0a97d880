/**
 * What a peer will do, complete before it listens: its {@linkplain dev.peerless.plan.Role role}, its
 * {@linkplain dev.peerless.plan.Conversation conversation} and its faults.
 */
@NullMarked
package dev.peerless.plan;

import org.jspecify.annotations.NullMarked;
