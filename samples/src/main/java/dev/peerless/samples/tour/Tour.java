package dev.peerless.samples.tour;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.TerminalForm;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Goes through all scenes and prints, for each, what was staged, what the code under test saw, what the wire saw, and why. */
public final class Tour {

    private static final int WIDTH = 100;

    private final PrintStream out;
    private final Style style;

    private Tour(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** Runs the tour; ends with an error if a scene did not go as told. */
    public static void main(String[] args) throws Exception {
        new Tour(System.out, new Style(TerminalForm.ofThisProcess())).walk(Scenes.all());
    }

    private void walk(List<Scene<?>> scenes) throws Exception {
        out.println();
        out.println(style.bold("Peerless: what a connection can go through, on your own loopback."));
        int number = 1;
        for (var scene : scenes) {
            show(number++ + " of " + scenes.size(), scene);
        }
        out.println();
        out.println("Every line above came from a real socket. Now break a client of yours: see README.md.");
        out.println();
    }

    private <P extends Endpoint> void show(String position, Scene<P> scene) throws Exception {
        out.println();
        out.println(style.heading("-- " + scene.title() + " "
                + "-".repeat(Math.max(3, 72 - scene.title().length())) + " " + position));
        out.println();
        out.println("   " + style.bold(scene.staged()));
        out.println();
        try (P peer = scene.peer().get()) {
            var experience = scene.script().play(peer);
            out.println(style.dim("   " + scene.seenBy()));
            experience.forEach(line -> out.println("     " + style.withTranscripts(line)));
            out.println();
            out.println(style.dim("   What the peer sees   (< from the " + scene.codeUnderTest() + ", > to it)"));
            style.transcript(peer.transcript()).lines().forEach(line -> out.println("  " + line));
        }
        out.println();
        wrap(scene.lesson()).forEach(line -> out.println("   " + style.lesson(line)));
    }

    private static List<String> wrap(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
