<%@ page contentType="text/plain; charset=UTF-8" buffer="8kb" autoFlush="true" session="false" %><%--
    A report as long as asked for, 64 bytes a row. By itself it does not look whether anybody still reads it;
    ?watch=flush and ?watch=error do so after every 128 rows, which fill the buffer.
--%><%
    int rows = Integer.parseInt(request.getParameter("rows"));
    String watch = request.getParameter("watch");
    for (int row = 1; row <= rows; row++) {
        out.print(String.format("row %059d\n", row));
        request.setAttribute("rows", row);
        if ("flush".equals(watch) && row % 128 == 0) {
            response.flushBuffer();
        }
        if ("error".equals(watch) && row % 128 == 0 && response.getWriter().checkError()) {
            break;
        }
    }
%>
