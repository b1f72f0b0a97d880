package dev.peerless.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Why sockets cannot be killed here is found out by trying. */
class KillTrialTest {

    @Test
    void otherSystemsAreNotEvenTried() {
        assertThat(KillTrial.whyNot("Mac OS X", new SocketKiller("no-such-program")))
                .hasValue("only Linux ends a socket from its own side on demand, and this is Mac OS X");
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    class OnLinux {

        @Test
        void theProgramMayBeMissing() {
            assertThat(whyNot("no-such-program")).startsWith("""
                    no-such-program -K of iproute2 does not work here: Cannot run program "no-such-program":""");
        }

        @Test
        void theRightMayBeMissing(@TempDir Path folder) throws IOException {
            var ss = script(folder, "echo 'SOCK_DESTROY answers: Operation not permitted' >&2");

            assertThat(whyNot(ss))
                    .isEqualTo(
                            ss + " -K may not end a socket here (SOCK_DESTROY answers: Operation not permitted): that "
                                    + "takes root, or a network namespace of the test's own (unshare -Urn)");
        }

        @Test
        void theKernelMayNotKnowHow(@TempDir Path folder) throws IOException {
            var ss = script(folder, ":");

            assertThat(whyNot(ss))
                    .isEqualTo(ss + " -K has no effect here: this kernel was built without CONFIG_INET_DIAG_DESTROY");
        }

        @Test
        void whatIsSaidToBeDeadMayBeAlive(@TempDir Path folder) throws IOException {
            var ss = script(folder, "echo ESTAB");

            assertThat(whyNot(ss))
                    .isEqualTo(ss + " -K has no effect here: this kernel was built without CONFIG_INET_DIAG_DESTROY");
        }

        @Test
        void theProgramMayBeAnother(@TempDir Path folder) throws IOException {
            var ss = script(folder, "echo \"ss: invalid option -- 'K'\" >&2; exit 1");

            assertThat(whyNot(ss)).isEqualTo(ss + " -K of iproute2 does not work here: ss: invalid option -- 'K'");
        }

        private static String whyNot(String program) {
            return KillTrial.whyNot("Linux", new SocketKiller(program)).orElseThrow();
        }

        private static String script(Path folder, String commands) throws IOException {
            var file = Files.createFile(
                    folder.resolve("ss"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return Files.writeString(file, "#!/bin/sh\n" + commands + "\n").toString();
        }
    }
}
