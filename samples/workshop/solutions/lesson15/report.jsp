<%@ page contentType="text/plain; charset=UTF-8" session="false" errorPage="sorry.jsp" %>
<%@ page import="java.util.Iterator, java.util.ArrayList" %><%--
    The orders of the day, one in a line, as they come out of the database. If they cannot be had, all of them, the
    answer is the error page, with status 500: the accounts department adds up what it gets.
--%><%
    Iterator<?> orders = (Iterator<?>) request.getAttribute("orders");
    // First all that can fail, and nothing is written meanwhile: the error page can still be sent.
    var lines = new ArrayList<Object>();
    orders.forEachRemaining(lines::add);

    out.println("Orders of the day");
    for (Object line : lines) {
        out.println(line);
    }
    out.println("End of the report");
%>
