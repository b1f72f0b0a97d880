<%@ page contentType="text/plain; charset=UTF-8" session="false" errorPage="sorry.jsp" %>
<%@ page import="java.util.Iterator" %><%--
    The orders of the day, one in a line, as they come out of the database. If they cannot be had, all of them, the
    answer is the error page, with status 500: the accounts department adds up what it gets.
--%><%
    Iterator<?> orders = (Iterator<?>) request.getAttribute("orders");
    // Your turn: when do the first lines leave for the browser, and what if a line fails after that?
    out.println("Orders of the day");
    while (orders.hasNext()) {
        out.println(orders.next());
    }
    out.println("End of the report");
%>
