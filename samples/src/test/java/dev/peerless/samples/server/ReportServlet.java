package dev.peerless.samples.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends the report through its {@code OutputStream}, and counts the bytes of what is posted to it. */
final class ReportServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var report = new Report();
        try {
            report.writeTo(response.getOutputStream(), Integer.parseInt(request.getParameter("rows")));
        } finally {
            request.setAttribute("rows", report.written());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var upload = new Upload();
        try {
            upload.readFrom(request.getInputStream());
        } finally {
            request.setAttribute("rows", upload.bytes());
        }
    }
}
