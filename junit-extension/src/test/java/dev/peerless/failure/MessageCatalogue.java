package dev.peerless.failure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the C library of this machine says in one language, from the file that {@code strerror} takes it from.
 *
 * @param language its code
 * @param translations by English text; among them errors of all kinds
 */
record MessageCatalogue(String language, Map<String, String> translations) {

    private static final Path FOLDER = Path.of("/usr/share/locale");
    private static final Pattern CHARSET = Pattern.compile("charset=([\\w-]+)");

    /** The file's format: magic number, version, how many, where the English texts are, where the others are. */
    private static final int COUNT = 8;

    private static final int ORIGINALS = 12;
    private static final int TRANSLATIONS = 16;
    private static final int LENGTH_AND_OFFSET = 8;

    /** All languages that are installed, maybe none. */
    static List<MessageCatalogue> installed() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> languages = Files.list(FOLDER)) {
            return languages
                    .sorted()
                    .map(folder -> folder.resolve("LC_MESSAGES/libc.mo"))
                    .filter(Files::isReadable)
                    .map(MessageCatalogue::read)
                    .toList();
        }
    }

    private static MessageCatalogue read(Path file) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            var charset = CHARSET.matcher(text(bytes, TRANSLATIONS, 0, US_ASCII));
            var encoding = charset.find() ? Charset.forName(charset.group(1)) : US_ASCII;
            var translations = IntStream.range(1, bytes.getInt(COUNT))
                    .boxed()
                    .collect(toUnmodifiableMap(
                            i -> text(bytes, ORIGINALS, i, US_ASCII), i -> text(bytes, TRANSLATIONS, i, encoding)));
            return new MessageCatalogue(FOLDER.relativize(file).getName(0).toString(), translations);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    private static String text(ByteBuffer bytes, int table, int index, Charset charset) {
        int entry = bytes.getInt(table) + index * LENGTH_AND_OFFSET;
        var text = new byte[bytes.getInt(entry)];
        bytes.get(bytes.getInt(entry + Integer.BYTES), text);
        return new String(text, charset);
    }

    @Override
    public String toString() {
        return language;
    }
}
