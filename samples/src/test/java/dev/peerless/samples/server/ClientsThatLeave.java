package dev.peerless.samples.server;

import dev.peerless.failure.NetworkFailure;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A filter that takes a client which has left for what it is: the end of the request, and no error of the server. */
final class ClientsThatLeave implements Filter {

    private final AtomicInteger left = new AtomicInteger();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException failure) {
            if (!NetworkFailure.of(failure).isConnectionLoss()) {
                throw failure;
            }
            left.incrementAndGet();
        }
    }

    int left() {
        return left.get();
    }
}
