package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

final class ListensOnPlanner implements AnnotationPlanner<PeerListensOn> {

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** What can be no name, so that nobody is asked for it: 256.0.0.1 could be one. */
    private static final Pattern LITERAL =
            Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}|(?=[0-9a-fA-F.]*:)[0-9a-fA-F:][0-9a-fA-F:.]*(?:%[\\w.-]+)?");

    @Override
    public void plan(PeerListensOn annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.listeningOn(address(annotation.value(), declaration));
    }

    private static InetAddress address(String text, Declaration declaration) {
        try {
            if (LITERAL.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException noAddress) {
            // Falls through: one error says all that is allowed.
        }
        throw declaration.invalid(
                "value",
                "must be a literal address of this machine, such as \"192.168.0.7\", or \"0.0.0.0\" or \"::\"");
    }
}
