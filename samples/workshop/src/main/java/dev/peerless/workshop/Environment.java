package dev.peerless.workshop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** What every lesson needs of a machine. */
final class Environment {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private Environment() {}

    /** Gives what is missing, in words; nothing if a lesson can begin. */
    static List<String> missing(Words words) {
        var missing = new ArrayList<String>();
        if (ToolProvider.getSystemJavaCompiler() == null) {
            missing.add(words.say("environment.no-compiler", System.getProperty("java.home")));
        }
        try (var server = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK));
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                var accepted = server.accept()) {
            accepted.getOutputStream().write(1);
            client.setSoTimeout(2000);
            client.getInputStream().read();
        } catch (IOException e) {
            missing.add(words.say("environment.no-loopback", e.toString()));
        }
        return missing;
    }

    /** Whether text of a language can be shown in a charset. */
    static boolean canShow(Language language, Charset charset) {
        return language == Language.ENGLISH || charset.newEncoder().canEncode("中文，线路");
    }
}
