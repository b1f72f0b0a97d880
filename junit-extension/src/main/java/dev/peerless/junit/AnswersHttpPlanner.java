package dev.peerless.junit;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpAnswer;
import dev.peerless.plan.PeerPlan;
import dev.peerless.wire.Bytes;
import java.util.Map;
import java.util.regex.Pattern;

final class AnswersHttpPlanner implements AnnotationPlanner<PeerAnswersHttp> {

    /** A token, a colon, and one line. */
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\r\\n]*");

    @Override
    public void plan(PeerAnswersHttp annotation, Declaration declaration, PeerPlan.Builder plan) {
        if (annotation.status() < 100 || annotation.status() > 599) {
            throw declaration.invalid("status", "must be from 100 to 599");
        }
        var answer = new HttpAnswer(annotation.status(), Map.of(), Bytes.utf8(annotation.body()));
        for (var header : annotation.headers()) {
            int colon = header.indexOf(':');
            if (!HEADER.matcher(header).matches()) {
                throw declaration.invalid("headers", "must each be like \"Retry-After: 1\"");
            }
            answer = answer.withHeader(
                    header.substring(0, colon), header.substring(colon + 1).trim());
        }
        plan.speak(Conversation.http(answer));
    }
}
