package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.FirewallPreset;
import dev.peerless.fault.TlsFailure;
import dev.peerless.peer.Peer;
import dev.peerless.plan.TlsProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in one annotation is told by element, annotation, attribute, value and what is allowed. */
class AttributeMisuseTest {

    private static final String DURATION = "but must be a positive duration like \"300ms\", \"5 s\" or \"2m\"";
    private static final String COUNT = "but must be a number of bytes from 1";
    private static final String BYTES =
            "but must be text, or \"hex:\" followed by pairs of hexadecimal digits, of at least one byte";
    private static final String RANGE = "but must be like \"1\", \"2-4\", \"3-\" or \"all\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unparsableDuration  | @PeerResets  | after = \"soon\", " + DURATION,
                "negativeDuration    | @PeerCloses  | afterIdle = \"-5s\", " + DURATION,
                "zeroDuration        | @PeerStalls  | lasting = \"0ms\", " + DURATION,
                "emptyDuration       | @PeerResets  | after = \"\", " + DURATION,
                "refusingForNothing  | @PeerRefuses | lasting = \"\", " + DURATION,
                "abortAfterNothing   | @OwnMachineAborts | afterReceiving = 0, " + COUNT,
                "noBytes             | @PeerResets  | afterReceiving = 0, " + COUNT,
                "negativeBytes       | @PeerResets  | afterSending = -1, " + COUNT,
                "emptyPattern        | @PeerVanishes | whenReceived = \"\", " + BYTES,
                "emptyHexPattern     | @PeerVanishes | whenReceived = \"hex:\", " + BYTES,
                "oddHexPattern       | @PeerVanishes | whenReceived = \"hex: 0\", " + BYTES,
                "noHexPattern        | @PeerVanishes | whenReceived = \"hex: xy\", " + BYTES,
                "emptyGreeting       | @PeerGreets  | value = \"\", " + BYTES,
                "wordRange           | @PeerHalfCloses | connections = \"first\", " + RANGE,
                "zeroRange           | @PeerHalfCloses | connections = \"0\", " + RANGE,
                "emptyRange          | @PeerHalfCloses | connections = \"\", " + RANGE,
                "backwardRange       | @PeerHalfCloses | connections = \"4-2\", " + RANGE,
                "listRange           | @PeerHalfCloses | connections = \"1,2\", " + RANGE,
                "tooProbable         | @PeerResets  | probability = 1.5, but must be from 0 to 1",
                "improbable          | @PeerResets  | probability = -0.1, but must be from 0 to 1",
                "noProbability       | @PeerResets  | probability = NaN, but must be from 0 to 1",
                "seedAlone           | @PeerResets  | seed = 7, but has a meaning only together with a "
                        + "probability below 1",
                "twoTriggers         | @PeerResets  | afterReceiving = 1 and after = \"1s\" are 2 triggers, but there "
                        + "can be at most one of afterReceiving, afterSending, whenReceived, after, afterIdle, whenReceivedAfterIdle and onDemand",
                "threeTriggers       | @PeerResets  | afterSending = 1 and whenReceived = \"x\" and onDemand = true "
                        + "are 3 triggers, but there can be at most one of afterReceiving, afterSending, "
                        + "whenReceived, after, afterIdle, whenReceivedAfterIdle and onDemand",
                "lowStatus           | @PeerAnswersHttp | status = 99, but must be from 100 to 599",
                "highStatus          | @PeerAnswersHttp | status = 600, but must be from 100 to 599",
                "headerWithoutColon  | @PeerAnswersHttp | headers = {\"A: b\", \"Retry-After\"}, but must each be "
                        + "like \"Retry-After: 1\"",
                "headerWithoutName   | @PeerAnswersHttp | headers = \": 1\", but must each be like \"Retry-After: 1\"",
                "headerOfTwoLines    | @PeerAnswersHttp | headers = \"A: 1\\r\\nB: 2\", but must each be like "
                        + "\"Retry-After: 1\"",
                "headerWithSpace     | @PeerAnswersHttp | headers = \"Retry After: 1\", but must each be like "
                        + "\"Retry-After: 1\"",
                "noPort              | @PeerRelays  | to = \"localhost\", but must be like \"localhost:5432\" or "
                        + "\"[::1]:5432\"",
                "portZero            | @PeerRelays  | to = \"localhost:0\", but must be like \"localhost:5432\" or "
                        + "\"[::1]:5432\"",
                "portTooHigh         | @PeerRelays  | to = \"localhost:65536\", but must be like \"localhost:5432\" "
                        + "or \"[::1]:5432\"",
                "bareIpv6            | @PeerRelays  | to = \"::1:5432\", but must be like \"localhost:5432\" or "
                        + "\"[::1]:5432\"",
                "noHost              | @PeerRelays  | to = \":5432\", but must be like \"localhost:5432\" or "
                        + "\"[::1]:5432\"",
                "unknownHost         | @PeerRelays  | to = \"no-such-host.invalid:5432\", but must name a host that "
                        + "is known",
                "neither             | @FirewallIdleTimeout | give either a timeout like \"350s\" or a preset, but "
                        + "neither is there",
                "both                | @FirewallIdleTimeout | give either a timeout like \"350s\" or a preset, but "
                        + "both are there",
                "twoPresets          | @FirewallIdleTimeout | preset = {ENVOY, AWS_ALB}, but must be at most one",
                "twoActions          | @FirewallIdleTimeout | action = {DROP, FIN_AT_TIMEOUT}, but must be at most one",
                "compressedByZero    | @FirewallIdleTimeout | compressedBy = 0, but must be a factor from 1",
                "compressedToNothing | @FirewallIdleTimeout | compressedBy = 2000000, but must leave something of 1 ms",
                "noProtocol          | @PeerSpeaksTls | protocols = {}, but must be at least one",
                "sameProtocolTwice   | @PeerSpeaksTls | protocols = {TLS_1_2, TLS_1_2}, but must name each version once",
                "failsTooProbably    | @PeerFailsTls | probability = 2.0, but must be from 0 to 1",
                "failsByASeedAlone   | @PeerFailsTls | seed = 7, but has a meaning only together with a probability "
                        + "below 1",
                "failsOnNoConnection | @PeerFailsTls | connections = \"none\", " + RANGE,
                "corruptsNothing     | @PeerCorrupts | give flipOneIn, like 1000, or garbageBytes, like 64, or both, but "
                        + "neither is there",
                "flipsInNoByte       | @PeerCorrupts | flipOneIn = 0, but must be a number of bytes from 1 to 2147483647",
                "flipsInTooMany      | @PeerCorrupts | flipOneIn = 2147483648, but must be a number of bytes from 1 to "
                        + "2147483647",
                "negativeGarbage     | @PeerCorrupts | garbageBytes = -1, but must be a number of bytes from 1 to 16777216",
                "tooMuchGarbage      | @PeerCorrupts | garbageBytes = 16777217, but must be a number of bytes from 1 to "
                        + "16777216",
                "lastingGarbage      | @PeerCorrupts | lasting = \"1s\", but has a meaning only together with "
                        + "flipOneIn, since garbage is inserted once",
                "corruptsForNothing  | @PeerCorrupts | lasting = \"0s\", " + DURATION,
                "idleForever         | @FirewallIdleTimeout | value = \"forever\", " + DURATION,
            })
    void isToldByItsAttribute(String method, String annotation, String problem) {
        assertThat(InnerRun.of(Cases.class, method).misuse())
                .isEqualTo(annotation + " on parameter #1 of method Cases." + method + "(Peer): " + problem + ".");
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Cases {

        @Test
        void unparsableDuration(@PeerResets(after = "soon") Peer peer) {}

        @Test
        void negativeDuration(@PeerCloses(afterIdle = "-5s") Peer peer) {}

        @Test
        void zeroDuration(@PeerStalls(lasting = "0ms") Peer peer) {}

        @Test
        void emptyDuration(@PeerResets(after = "") Peer peer) {}

        @Test
        void refusingForNothing(@PeerRefuses(lasting = "") Peer peer) {}

        @Test
        void abortAfterNothing(@OwnMachineAborts(afterReceiving = 0) Peer peer) {}

        @Test
        void noBytes(@PeerResets(afterReceiving = 0) Peer peer) {}

        @Test
        void negativeBytes(@PeerResets(afterSending = -1) Peer peer) {}

        @Test
        void emptyPattern(@PeerVanishes(whenReceived = "") Peer peer) {}

        @Test
        void emptyHexPattern(@PeerVanishes(whenReceived = "hex:") Peer peer) {}

        @Test
        void oddHexPattern(@PeerVanishes(whenReceived = "hex: 0") Peer peer) {}

        @Test
        void noHexPattern(@PeerVanishes(whenReceived = "hex: xy") Peer peer) {}

        @Test
        void emptyGreeting(@PeerGreets("") Peer peer) {}

        @Test
        void wordRange(@PeerHalfCloses(connections = "first") Peer peer) {}

        @Test
        void zeroRange(@PeerHalfCloses(connections = "0") Peer peer) {}

        @Test
        void emptyRange(@PeerHalfCloses(connections = "") Peer peer) {}

        @Test
        void backwardRange(@PeerHalfCloses(connections = "4-2") Peer peer) {}

        @Test
        void listRange(@PeerHalfCloses(connections = "1,2") Peer peer) {}

        @Test
        void tooProbable(@PeerResets(probability = 1.5) Peer peer) {}

        @Test
        void improbable(@PeerResets(probability = -0.1) Peer peer) {}

        @Test
        void noProbability(@PeerResets(probability = Double.NaN) Peer peer) {}

        @Test
        void seedAlone(@PeerResets(seed = 7) Peer peer) {}

        @Test
        void twoTriggers(@PeerResets(after = "1s", afterReceiving = 1) Peer peer) {}

        @Test
        void threeTriggers(@PeerResets(afterSending = 1, whenReceived = "x", onDemand = true) Peer peer) {}

        @Test
        void lowStatus(@PeerAnswersHttp(status = 99) Peer peer) {}

        @Test
        void highStatus(@PeerAnswersHttp(status = 600) Peer peer) {}

        @Test
        void headerWithoutColon(@PeerAnswersHttp(headers = {"A: b", "Retry-After"}) Peer peer) {}

        @Test
        void headerWithoutName(@PeerAnswersHttp(headers = ": 1") Peer peer) {}

        @Test
        void headerOfTwoLines(@PeerAnswersHttp(headers = "A: 1\r\nB: 2") Peer peer) {}

        @Test
        void headerWithSpace(@PeerAnswersHttp(headers = "Retry After: 1") Peer peer) {}

        @Test
        void noPort(@PeerRelays(to = "localhost") Peer peer) {}

        @Test
        void portZero(@PeerRelays(to = "localhost:0") Peer peer) {}

        @Test
        void portTooHigh(@PeerRelays(to = "localhost:65536") Peer peer) {}

        @Test
        void bareIpv6(@PeerRelays(to = "::1:5432") Peer peer) {}

        @Test
        void noHost(@PeerRelays(to = ":5432") Peer peer) {}

        @Test
        void unknownHost(@PeerRelays(to = "no-such-host.invalid:5432") Peer peer) {}

        @Test
        void neither(@FirewallIdleTimeout Peer peer) {}

        @Test
        void both(@FirewallIdleTimeout(value = "1s", preset = FirewallPreset.ENVOY) Peer peer) {}

        @Test
        void twoPresets(@FirewallIdleTimeout(preset = {FirewallPreset.ENVOY, FirewallPreset.AWS_ALB}) Peer peer) {}

        @Test
        void twoActions(
                @FirewallIdleTimeout(
                                value = "1s",
                                action = {FirewallAction.DROP, FirewallAction.FIN_AT_TIMEOUT})
                        Peer peer) {}

        @Test
        void compressedByZero(@FirewallIdleTimeout(value = "1s", compressedBy = 0) Peer peer) {}

        @Test
        void compressedToNothing(@FirewallIdleTimeout(value = "1ms", compressedBy = 2_000_000) Peer peer) {}

        @Test
        void noProtocol(@PeerSpeaksTls(protocols = {}) Peer peer) {}

        @Test
        void sameProtocolTwice(@PeerSpeaksTls(protocols = {TlsProtocol.TLS_1_2, TlsProtocol.TLS_1_2}) Peer peer) {}

        @Test
        void failsTooProbably(@PeerFailsTls(by = TlsFailure.FIN, probability = 2) Peer peer) {}

        @Test
        void failsByASeedAlone(@PeerFailsTls(by = TlsFailure.FIN, seed = 7) Peer peer) {}

        @Test
        void failsOnNoConnection(@PeerFailsTls(by = TlsFailure.FIN, connections = "none") Peer peer) {}

        @Test
        void corruptsNothing(@PeerCorrupts(afterSending = 1) Peer peer) {}

        @Test
        void flipsInNoByte(@PeerCorrupts(flipOneIn = 0) Peer peer) {}

        @Test
        void flipsInTooMany(@PeerCorrupts(flipOneIn = 1L << 31) Peer peer) {}

        @Test
        void negativeGarbage(@PeerCorrupts(flipOneIn = 1, garbageBytes = -1) Peer peer) {}

        @Test
        void tooMuchGarbage(@PeerCorrupts(garbageBytes = 16_777_217) Peer peer) {}

        @Test
        void lastingGarbage(@PeerCorrupts(garbageBytes = 1, lasting = "1s") Peer peer) {}

        @Test
        void corruptsForNothing(@PeerCorrupts(flipOneIn = 1, lasting = "0s") Peer peer) {}

        @Test
        void idleForever(@FirewallIdleTimeout("forever") Peer peer) {}
    }
}
