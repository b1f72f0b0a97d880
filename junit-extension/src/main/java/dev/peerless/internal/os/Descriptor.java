package dev.peerless.internal.os;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A process's descriptor of a socket, as Linux shows it below {@code /proc}. */
public final class Descriptor {

    private static final Path SELF = Path.of("/proc/self/fd");
    private static final Path PROCESSES = Path.of("/proc");

    private final Path link;
    private final String target;

    private Descriptor(Path link, String target) {
        this.link = link;
        this.target = target;
    }

    /** Finds who holds a socket: this process, or another whose descriptors its user may see. */
    static Optional<Descriptor> ofInode(long inode) {
        var target = "socket:[" + inode + "]";
        var own = in(SELF, target);
        return own.isPresent() ? own : inOtherProcesses(target);
    }

    private static Optional<Descriptor> inOtherProcesses(String target) {
        try (var processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (var process : processes) {
                var found = in(process.resolve("fd"), target);
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Descriptor> in(Path descriptors, String target) {
        try (var links = Files.newDirectoryStream(descriptors)) {
            for (var link : links) {
                if (pointsTo(link, target)) {
                    return Optional.of(new Descriptor(link, target));
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean pointsTo(Path link, String target) {
        try {
            return Files.readSymbolicLink(link).toString().equals(target);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Tells whether the descriptor is still held. */
    boolean isOpen() {
        return pointsTo(link, target);
    }
}
