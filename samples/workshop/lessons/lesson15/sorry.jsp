<%@ page contentType="text/plain; charset=UTF-8" session="false" isErrorPage="true" %><%
    response.setStatus(500);
    out.println("Sorry, the report could not be made: " + exception.getMessage());
%>
