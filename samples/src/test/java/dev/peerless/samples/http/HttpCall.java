package dev.peerless.samples.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One HTTP exchange with either client of the JDK, as one would write it at first: no settings but a time limit. */
enum HttpCall {
    HTTP_URL_CONNECTION {
        @Override
        String get(URI uri) throws IOException {
            return getWithin(LIMIT, uri);
        }

        @Override
        String getWithin(Duration limit, URI uri) throws IOException {
            return answerTo((HttpURLConnection) uri.toURL().openConnection(), limit);
        }

        @Override
        String post(URI uri, String body) throws IOException {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(body.getBytes(UTF_8));
            }
            return answerTo(connection, LIMIT);
        }

        private String answerTo(HttpURLConnection connection, Duration limit) throws IOException {
            connection.setReadTimeout((int) limit.toMillis());
            try (var in = connection.getInputStream()) {
                return new String(in.readAllBytes(), UTF_8);
            }
        }
    },

    HTTP_CLIENT {
        private final HttpClient client = HttpClient.newHttpClient();

        @Override
        String get(URI uri) throws IOException, InterruptedException {
            return getWithin(LIMIT, uri);
        }

        @Override
        String getWithin(Duration limit, URI uri) throws IOException, InterruptedException {
            return answerTo(HttpRequest.newBuilder(uri), limit);
        }

        @Override
        String post(URI uri, String body) throws IOException, InterruptedException {
            return answerTo(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)), LIMIT);
        }

        private String answerTo(HttpRequest.Builder request, Duration limit) throws IOException, InterruptedException {
            return client.send(request.timeout(limit).build(), BodyHandlers.ofString())
                    .body();
        }
    };

    /** How long to wait for an answer that comes. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** How long to wait for one that does not. The limit of {@code java.net.http} covers the connect, too. */
    static final Duration IN_VAIN = Duration.ofSeconds(3);

    abstract String get(URI uri) throws IOException, InterruptedException;

    abstract String getWithin(Duration limit, URI uri) throws IOException, InterruptedException;

    abstract String post(URI uri, String body) throws IOException, InterruptedException;
}
