package dev.peerless.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Makes exceptions of libraries that are not on the class path, by their real names. */
final class Foreign implements AutoCloseable {

    private final URLClassLoader loader;

    private Foreign(URLClassLoader loader) {
        this.loader = loader;
    }

    /**
     * @param folder where to put class files
     * @param declarations lines like {@code com.example.FooException extends java.io.IOException}
     */
    static Foreign classes(Path folder, String declarations) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            var sources = declarations.lines().map(Source::new).toList();
            assertThat(compiler.getTask(null, files, null, List.of("-proc:none"), null, sources)
                            .call())
                    .isTrue();
        }
        return new Foreign(new URLClassLoader(new URL[] {folder.toUri().toURL()}));
    }

    Throwable exception(String className, String message, Throwable cause) throws ReflectiveOperationException {
        return (Throwable) loader.loadClass(className)
                .getConstructor(String.class, Throwable.class)
                .newInstance(message, cause);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String declaration) {
            super(
                    URI.create("source:///" + className(declaration).replace('.', '/') + ".java"),
                    JavaFileObject.Kind.SOURCE);
            var name = className(declaration);
            var simpleName = name.substring(name.lastIndexOf('.') + 1);
            code = "package " + name.substring(0, name.lastIndexOf('.')) + ";"
                    + "public class " + declaration.replace(name + " ", simpleName + " ") + " {"
                    + "  public " + simpleName + "(String message, Throwable cause) {"
                    + "    super(message);"
                    + "    initCause(cause);"
                    + "  }"
                    + "}";
        }

        private static String className(String declaration) {
            return declaration.substring(0, declaration.indexOf(' '));
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
