/** Leads through the lessons of the workshop: shows a lesson, runs what the learner has written, says what is wrong with it. */
@NullMarked
package dev.peerless.workshop;

import org.jspecify.annotations.NullMarked;
