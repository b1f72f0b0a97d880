package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.function.Function;

/** Answers requests one after the other and decides whether the connection is kept. */
final class HttpDialogue implements Dialogue {

    private static final Bytes CONTINUE = Bytes.utf8("HTTP/1.1 100 Continue\r\n\r\n");

    private final Function<HttpRequest, HttpAnswer> answers;
    private final HttpRequestParser parser = new HttpRequestParser();
    private boolean over;

    HttpDialogue(Function<HttpRequest, HttpAnswer> answers) {
        this.answers = answers;
    }

    @Override
    public void received(Bytes bytes, Replies replies) {
        if (over) {
            return;
        }
        parser.feed(bytes);
        try {
            for (var request = parser.next(); request != null; request = over ? null : parser.next()) {
                answer(request, replies);
            }
            if (!over && parser.expectsContinue()) {
                replies.send(CONTINUE);
            }
        } catch (HttpRequestParser.NotHttp notHttp) {
            replies.send(HttpAnswer.of(400, notHttp.reason()).encode(false, true));
            end(replies);
        }
    }

    private void answer(HttpRequest request, Replies replies) {
        var answer = answers.apply(request);
        boolean closing =
                !request.wantsKeepAlive() || answer.header("Connection").equalsIgnoreCase("close");
        replies.send(answer.encode(request.method().equals("HEAD"), closing));
        if (closing) {
            end(replies);
        }
    }

    private void end(Replies replies) {
        over = true;
        replies.finish();
    }
}
