package dev.peerless.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Curves over what grows, both axes logarithmic, written as an SVG that needs nothing else. */
final class Plot {

    private record Point(double x, double y) {}

    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 80;
    private static final int RIGHT = 520;
    private static final int TOP = 50;
    private static final int BOTTOM = 340;
    private static final List<String> COLOURS =
            List.of("#0b6e4f", "#c1292e", "#235789", "#f1a208", "#6b2d5c", "#7d8491", "#3bb273", "#e15554", "#4d9de0");

    private final String name;
    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final Map<String, List<Point>> curves = new LinkedHashMap<>();

    Plot(String name, String title, String xLabel, String yLabel) {
        this.name = name;
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    String fileName() {
        return name + ".svg";
    }

    /** Adds a point; what is not above zero has no place on a logarithmic axis, and is left out. */
    void add(Object curve, double x, double y) {
        var points = curves.computeIfAbsent(curve.toString(), key -> new ArrayList<>());
        if (x > 0 && y > 0) {
            points.add(new Point(x, y));
        }
    }

    String toSvg() {
        var xs = Axis.over(points().mapToDouble(Point::x), LEFT, RIGHT);
        var ys = Axis.over(points().mapToDouble(Point::y), BOTTOM, TOP);
        var svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                HEIGHT);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        text(svg, LEFT, 28, "start", "font-size=\"15\"", title);
        for (double tick : xs.ticks()) {
            line(svg, xs.at(tick), TOP, xs.at(tick), BOTTOM);
            text(svg, xs.at(tick), BOTTOM + 18, "middle", "", number(tick));
        }
        for (double tick : ys.ticks()) {
            line(svg, LEFT, ys.at(tick), RIGHT, ys.at(tick));
            text(svg, LEFT - 8, ys.at(tick) + 4, "end", "", number(tick));
        }
        text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", "", xLabel);
        text(svg, LEFT, TOP - 8, "end", "", yLabel);
        int index = 0;
        for (var curve : curves.entrySet()) {
            curve(svg, curve.getKey(), curve.getValue(), xs, ys, index++);
        }
        return svg.append("</svg>\n").toString();
    }

    private Stream<Point> points() {
        return curves.values().stream().flatMap(List::stream);
    }

    private static void curve(StringBuilder svg, String name, List<Point> points, Axis xs, Axis ys, int index) {
        var colour = COLOURS.get(index % COLOURS.size());
        var path = new StringBuilder();
        for (var point : points) {
            path.append(String.format(Locale.ROOT, " %.1f,%.1f", xs.at(point.x()), ys.at(point.y())));
            add(
                    svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                    xs.at(point.x()),
                    ys.at(point.y()),
                    colour);
        }
        add(
                svg,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                path.toString().strip(),
                colour);
        double y = TOP + 20.0 * index + 10;
        add(
                svg,
                "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
                RIGHT + 15,
                y,
                RIGHT + 35,
                y,
                colour);
        text(svg, RIGHT + 42, y + 4, "start", "", name);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        add(svg, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>", x1, y1, x2, y2);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String more, String text) {
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        add(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>", x, y, anchor, more, escaped);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String number(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.valueOf(value);
    }

    /** Whole decades from pixel to pixel. */
    private record Axis(int lowest, int highest, double from, double to) {

        static Axis over(DoubleStream values, double from, double to) {
            var range = values.map(Math::log10).summaryStatistics();
            if (range.getCount() == 0) {
                return new Axis(0, 1, from, to);
            }
            int lowest = (int) Math.floor(range.getMin());
            return new Axis(lowest, Math.max(lowest + 1, (int) Math.ceil(range.getMax())), from, to);
        }

        double at(double value) {
            return from + (to - from) * (Math.log10(value) - lowest) / (highest - lowest);
        }

        double[] ticks() {
            return IntStream.rangeClosed(lowest, highest)
                    .mapToDouble(exponent -> exponent < 0 ? 1 / Math.pow(10, -exponent) : Math.pow(10, exponent))
                    .toArray();
        }
    }
}
