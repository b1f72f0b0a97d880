/** The report of a run: one HTML file with a sequence diagram per connection, and one for pull requests. */
@NullMarked
package dev.peerless.internal.report;

import org.jspecify.annotations.NullMarked;
