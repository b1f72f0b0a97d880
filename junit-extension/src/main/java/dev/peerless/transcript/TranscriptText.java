package dev.peerless.transcript;

import dev.peerless.fault.PeerEffect;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.CloseNotify;
import dev.peerless.transcript.WireEvent.ConnectFailed;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Corrupted;
import dev.peerless.transcript.WireEvent.Crashed;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Failed;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.FullSpeed;
import dev.peerless.transcript.WireEvent.LeftInQueue;
import dev.peerless.transcript.WireEvent.Listening;
import dev.peerless.transcript.WireEvent.Muted;
import dev.peerless.transcript.WireEvent.Released;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Slowed;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsBytes;
import dev.peerless.transcript.WireEvent.TlsEstablished;
import dev.peerless.transcript.WireEvent.TlsFailed;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import dev.peerless.transcript.WireEvent.Vanished;
import dev.peerless.wire.AddressText;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text form of a transcript: mark, connection, time, direction, event, cause. */
final class TranscriptText {

    private static final int PAYLOAD_SHOWN = 48;
    private static final int SHOWN_AT_START = 20;
    private static final int SHOWN_AT_END = 40;
    private static final String NO_DIRECTION = " ";
    private static final String MARK = ">  ";
    private static final int DIRECTION_WIDTH = 3;

    private TranscriptText() {}

    static String of(Transcript transcript, List<WireEvent> deciding) {
        if (transcript.events().isEmpty()) {
            return "   (nothing happened)";
        }
        var events = transcript.events();
        int width = time(transcript, events.get(events.size() - 1)).length();
        var lines = new ArrayList<String>();
        int leftOut = 0;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            boolean marked = deciding.contains(event);
            if (marked || i < SHOWN_AT_START || i >= events.size() - SHOWN_AT_END) {
                if (leftOut > 0) {
                    lines.add("   ... " + leftOut + (leftOut == 1 ? " event" : " events") + " left out ...");
                    leftOut = 0;
                }
                lines.add(line(transcript, event, marked, width));
            } else {
                leftOut++;
            }
        }
        return String.join("\n", lines);
    }

    private static String line(Transcript transcript, WireEvent event, boolean marked, int width) {
        var number = event.connection() == 0 ? "--" : "#" + event.connection();
        var time = " ".repeat(Math.max(0, width - time(transcript, event).length())) + time(transcript, event);
        return (marked ? MARK : "   ") + number + "  " + time + "  "
                + what(event).stripTrailing();
    }

    /** Compares whole lines, but not their padding: that depends on how much a transcript shows. */
    static List<WireEvent> markedIn(Transcript transcript, String message) {
        var marked = message.lines()
                .filter(line -> line.startsWith(MARK))
                .map(TranscriptText::unpadded)
                .collect(Collectors.toSet());
        return marked.isEmpty()
                ? List.of()
                : transcript.events().stream()
                        .filter(event -> marked.contains(unpadded(firstLine(line(transcript, event, true, 0)))))
                        .toList();
    }

    private static String unpadded(String line) {
        return line.strip().replaceAll(" +", " ");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    static String description(WireEvent event) {
        var text = firstLine(what(event).substring(DIRECTION_WIDTH)).strip();
        return event instanceof Data ? text : text.replaceAll(" {2,}", "  ");
    }

    static String time(Transcript transcript, WireEvent event) {
        return String.format(Locale.ROOT, "%+.3f ms", (event.nanos() - transcript.epoch()) / 1e6);
    }

    private static String what(WireEvent event) {
        if (event instanceof Connected connected) {
            return told(
                    connected.direction(),
                    (connected.direction() == Direction.RECEIVED ? "connect from " : "connect to ")
                            + address(connected.remote()));
        } else if (event instanceof ConnectFailed failed) {
            return told(Direction.SENT, "connect to " + address(failed.remote()) + " failed: " + failed.failure());
        } else if (event instanceof Data data) {
            return told(data.direction(), "data " + data.size() + " B" + payload(data));
        } else if (event instanceof Fin fin) {
            return told(fin.direction(), "FIN", fin.origin());
        } else if (event instanceof Rst rst) {
            return told(rst.direction(), "RST", rst.origin())
                    + (rst.detail().isEmpty() ? "" : " (" + rst.detail() + ")");
        } else if (event instanceof Stalled stalled) {
            return told(NO_DIRECTION, isCut(stalled.origin()) ? "cut off" : "stalled", stalled.origin());
        } else if (event instanceof Resumed resumed) {
            return told(NO_DIRECTION, isCut(resumed.origin()) ? "mended" : "resumed", resumed.origin());
        } else if (event instanceof Slowed slowed) {
            return told(NO_DIRECTION, "slowed", slowed.origin());
        } else if (event instanceof FullSpeed fullSpeed) {
            return told(NO_DIRECTION, "full speed", fullSpeed.origin());
        } else if (event instanceof Vanished vanished) {
            return told(NO_DIRECTION, "vanished", vanished.origin());
        } else if (event instanceof Muted muted) {
            return told(NO_DIRECTION, "mute", "after " + heartbeats(muted.after()) + " (" + muted.origin() + ")");
        } else if (event instanceof Corrupted corrupted) {
            return told(corrupted.direction(), "corrupted", corrupted.origin()) + alteration(corrupted);
        } else if (event instanceof Aborted aborted) {
            return told(NO_DIRECTION, "aborted", aborted.origin());
        } else if (event instanceof TlsBytes bytes) {
            return told(bytes.direction(), "TLS " + bytes.size() + " B");
        } else if (event instanceof TlsUnreadable unreadable) {
            return told(NO_DIRECTION, "TLS", "unreadable: " + unreadable.reason());
        } else if (event instanceof TlsEstablished established) {
            return told(NO_DIRECTION, "TLS", established.protocol() + ", " + established.cipherSuite());
        } else if (event instanceof TlsFailed tlsFailed) {
            return told(NO_DIRECTION, "TLS", "failed: " + tlsFailed.reason());
        } else if (event instanceof CloseNotify notify) {
            return told(notify.direction(), "close_notify");
        } else if (event instanceof Released) {
            return told(Direction.RECEIVED, "socket released (its descriptor is gone)");
        } else if (event instanceof Failed failed) {
            return NO_DIRECTION + "  failed     " + failed.failure();
        } else if (event instanceof Listening listening) {
            return told(NO_DIRECTION, listening.listening() ? "listens" : stopped(listening), listening.origin());
        } else if (event instanceof Crashed crashed) {
            return told(NO_DIRECTION, "crashed", crashed.origin());
        } else if (event instanceof LeftInQueue left) {
            return told(NO_DIRECTION, "queued", left.origin());
        }
        throw new AssertionError(event);
    }

    private static String heartbeats(int count) {
        return count + (count == 1 ? " heartbeat" : " heartbeats");
    }

    private static String alteration(Corrupted event) {
        var parts = new ArrayList<String>(2);
        if (event.inserted() > 0) {
            parts.add(event.inserted() + " B inserted");
        }
        if (event.flipped() > 0) {
            parts.add(event.flipped() + (event.flipped() == 1 ? " bit flipped" : " bits flipped"));
        }
        parts.add("from byte " + (event.offset() + 1) + " on");
        event.origin().fault().seed().ifPresent(seed -> parts.add("seed " + seed));
        return " (" + String.join(", ", parts) + ")";
    }

    private static String stopped(Listening event) {
        return event.origin() instanceof Origin.ByFault fault
                        && fault.fault().effect() instanceof PeerEffect.IgnoreConnects
                ? "ignores"
                : "refuses";
    }

    private static boolean isCut(Origin origin) {
        return origin instanceof Origin.ByFault fault && fault.fault().effect() instanceof PeerEffect.Cut;
    }

    private static String address(InetSocketAddress address) {
        return AddressText.of(address.getAddress().getHostAddress(), address.getPort());
    }

    private static String told(Direction direction, String what) {
        return direction.arrow() + "  " + what;
    }

    private static String told(Direction direction, String what, Origin origin) {
        return told(direction.arrow(), what, origin);
    }

    private static String told(String arrow, String what, Object origin) {
        return arrow + "  " + String.format("%-9s", what) + "  " + origin;
    }

    private static String payload(Data data) {
        if (data.payload().isEmpty()) {
            return "  (payload not recorded)";
        }
        var shown = data.payload().preview(PAYLOAD_SHOWN);
        boolean cut = !data.isComplete() && data.payload().size() <= PAYLOAD_SHOWN;
        return "  " + shown + (cut ? "..." : "");
    }
}
