package dev.peerless.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Released;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.wire.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WritersTest {

    private static final Origin TEST = new Origin.ByTest("reset()");

    private static WireEvent data(int millis, Direction direction, String text) {
        var payload = Bytes.utf8(text);
        return new Data(1, millis * 1_000_000L, direction, payload.size(), payload);
    }

    private static WireEvent rst(int millis) {
        return new Rst(1, millis * 1_000_000L, Direction.SENT, TEST, "", false);
    }

    private static Transcript transcript(WireEvent... events) {
        return new Transcript(List.of(events), 0, true);
    }

    private static Lane lane(String message, WireEvent... events) {
        return Lane.all("t1p1", transcript(events), message).get(0);
    }

    private static String html(Lane lane) {
        return LaneHtml.of(lane, lane.decides(), new Allowance());
    }

    @Nested
    class Escaping {

        @Test
        void leavesNoMarkup() {
            assertThat(Html.text("<b a=\"x\" c='y'>&</b>"))
                    .isEqualTo("&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;&lt;/b&gt;");
        }

        @Test
        void showsWhatCannotBeSeen() {
            assertThat(Html.text("a\u0000b\u202Ec\uD800d\ne")).isEqualTo("a\\u0000b\\u202Ec\\uD800d\ne");
        }

        @Test
        void ofMermaidLeavesNoSyntax() {
            assertThat(Mermaid.of(lane("", data(0, Direction.SENT, "a;b#c```%%{"))))
                    .contains("P->>C: +0.000 ms data 11 B  #34;a#59;b#35;c#96;#96;#96;#37;#37;#123;#34;\n");
        }

        @Test
        void ofMarkdownFencesWhatHasFences() {
            var seen = new Seen("id", "T: <t>*", List.of(), List.of());

            assertThat(Markdown.of(Told.of("t1", seen, Outcome.FAILED, "a\n```\nb", List.of())))
                    .isEqualTo("\n### failed: T: &lt;t&gt;\\*\n\n````text\na\n```\nb\n````\n");
        }
    }

    @Nested
    class Drawing {

        @Test
        void pointsFromWhoSentToWhoReceived() {
            assertThat(SequenceSvg.of(lane("", data(0, Direction.RECEIVED, "hi"), rst(1))))
                    .contains("""
                            <g class="e data" transform="translate(0 62)" data-t="0"><text class="t" x="136">+0.000 ms</text>\
                            <path class="s" d="M150 0H766"/><path class="h f" d="M770 0l-10-4v8z"/>\
                            <text class="l" x="460" y="-6">data 2 B  &quot;hi&quot;</text></g>
                            """)
                    .contains("""
                            <g class="e rst" transform="translate(0 96)" data-t="1000"><text class="t" x="136">+1.000 ms</text>\
                            <path class="s" d="M770 0H154"/><path class="h" d="M164-6l-12 12m0-12l12 12"/>\
                            <text class="l" x="460" y="-6">RST  reset()</text></g>
                            """);
        }

        @Test
        void breaksWhereNothingHappenedForLong() {
            assertThat(SequenceSvg.of(lane("", data(0, Direction.SENT, "a"), data(9, Direction.SENT, "b"))))
                    .doesNotContain("class=\"gap\"");
            assertThat(SequenceSvg.of(lane("", data(0, Direction.SENT, "a"), data(1500, Direction.SENT, "b"))))
                    .contains("<g class=\"gap\">", ">1.5 s</text></g>");
        }

        @Test
        void barsTheTimeOfAStall() {
            var stalled = new Stalled(1, 0, TEST);
            var resumed = new Resumed(1, 1_000_000, TEST);

            assertThat(SequenceSvg.of(lane("", stalled, resumed, rst(2))))
                    .contains("<path class=\"stalled\" data-from=\"0\" data-to=\"1\" d=\"M770 62V96\"/>");
        }

        @Test
        void tellsHeartbeatsFromOtherData() {
            var lane = lane(
                    "",
                    data(0, Direction.SENT, "PING"),
                    data(1, Direction.SENT, "PING"),
                    data(2, Direction.RECEIVED, "PING"),
                    data(3, Direction.SENT, "PING"));

            assertThat(lane.rows()).extracting(Row::heartbeat).containsExactly(true, true, false, true);
            assertThat(SequenceSvg.of(lane)).contains("class=\"e data beat\"", "\u2665 data 4 B");
        }

        @Test
        void drawsNoArrowOfAReleaseSinceNothingWentOverTheWire() {
            var lane = lane("", new Released(1, 0));

            assertThat(SequenceSvg.of(lane)).contains("""
                            <g class="e release" transform="translate(0 62)" data-t="0"><text class="t" x="136">+0.000 ms</text>\
                            <circle class="h" cx="150" r="5"/>\
                            <text x="164" y="4">socket released (its descriptor is gone)</text></g>
                            """);
            assertThat(Mermaid.of(lane)).contains("    Note over C: +0.000 ms socket released");
        }

        @Test
        void leavesOutTheMiddleButNotWhatDecides() {
            var events = IntStream.range(0, 300)
                    .mapToObj(i -> data(i, Direction.SENT, "m" + i))
                    .toArray(WireEvent[]::new);
            var message = transcript(events).marking(events[150]);

            var lane = lane(message, events);

            assertThat(lane.leftOut()).isEqualTo(99);
            assertThat(lane.rows()).hasSize(201).filteredOn(Row::decides).hasSize(1);
            assertThat(SequenceSvg.of(lane)).contains("99 events are left out here");
            assertThat(html(lane)).contains("<tr><td colspan=\"4\">99 events are left out here</td></tr>");
        }
    }

    @Nested
    class Deciding {

        private final WireEvent data = data(0, Direction.RECEIVED, "hi");
        private final WireEvent rst = rst(1000);

        @Test
        void isMarkedInDiagramTableAndSummary() {
            var lane = lane("Expecting x\n" + transcript(data, rst).marking(rst) + "\nHelp", data, rst);

            assertThat(html(lane))
                    .startsWith("<details class=\"lane decides\" id=\"t1p1c1\" open><summary>connection #1: 2 events in"
                            + " 1000.000 ms, RST from the peer, decides the verdict</summary>")
                    .contains("<g class=\"e rst decides\"")
                    .contains("<tr class=\"decides\"><td>+1000.000 ms</td><td>peer</td><td>RST  reset()</td>"
                            + "<td>decides the verdict</td></tr>");
        }

        @Test
        void isFoundThoughLaterEventsWidenTheColumn() {
            var message = transcript(data).marking(data);

            assertThat(transcript(data, rst).markedIn(message)).containsExactly(data);
        }

        @Test
        void isNothingWithoutMarks() {
            assertThat(transcript(data, rst).markedIn(transcript(data, rst).toString()))
                    .isEmpty();
        }
    }

    @Test
    void summarySaysWhoEndedIt() {
        var fin = new Fin(1, 2_000_000, Direction.RECEIVED, new Origin.ByCodeUnderTest(), false);

        assertThat(html(lane("", data(0, Direction.SENT, "a"), fin)))
                .contains("<summary>connection #1: 2 events in 2.000 ms, FIN from the code under test</summary>");
    }

    @Nested
    class ManyConnections {

        private final WireEvent[] events = IntStream.rangeClosed(1, 2_001)
                .mapToObj(number -> new Fin(number, number, Direction.RECEIVED, new Origin.ByCodeUnderTest(), false))
                .toArray(WireEvent[]::new);
        private final List<Lane> lanes = Lane.all("t1p1", transcript(events), "");

        @Test
        void areDrawnAtOnceUpToTwoThousandEvents() {
            var allowance = new Allowance();
            var last = lanes.get(2_000);

            var html = PeerHtml.of(lanes, List.of(), allowance);

            assertThat(html.split("<svg", -1)).hasSize(2_002);
            assertThat(html.split("<noscript>", -1)).hasSize(2);
            assertThat(html).contains("<noscript><div class=\"draw\"><svg");
            assertThat(LaneHtml.of(last, true, allowance)).doesNotContain("noscript");
        }

        @Test
        void standInGroupsOfWhichTheOneToBeSeenIsOpen() {
            var html = PeerHtml.of(lanes, List.of(lanes.get(150)), new Allowance());

            assertThat(html)
                    .startsWith("<details class=\"group\"><summary>connections #1 to #100</summary>\n")
                    .contains("<details class=\"group\" open><summary>connections #101 to #200</summary>\n")
                    .contains("<details class=\"group\"><summary>connections #2001 to #2001</summary>\n");
        }

        @Test
        void andThePeerItselfAreInOneGroup() {
            var more = List.of(new Lane("t1p1c0", 0, lanes.get(0).before(), 0, List.of()), lanes.get(0), lanes.get(1));

            assertThat(PeerHtml.of(more, List.of(), new Allowance())).doesNotContain("group");
        }
    }
}
