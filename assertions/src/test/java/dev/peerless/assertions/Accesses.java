package dev.peerless.assertions;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Formatter;
import java.util.function.Predicate;
import java.util.logging.FileHandler;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/** What code does that may harm the machine that it runs on. */
final class Accesses {

    static final DescribedPredicate<JavaAccess<?>> DESERIALISES = access(
            "make objects of bytes",
            access -> isA(access, ObjectInputStream.class) && access.getName().matches("<init>|readObject|readUnshared")
                    || access.getTargetOwner().getName().matches("java\\.beans\\.XMLDecoder|javax\\.script\\..*"));

    static final DescribedPredicate<JavaAccess<?>> REFLECTS = access(
            "look up classes or call methods by name",
            access -> access.getTargetOwner()
                            .getName()
                            .matches(".*\\.(ReflectionSupport|MethodHandles(\\$Lookup)?|ServiceLoader)")
                    || isA(access, ClassLoader.class)
                    || access.getTargetOwner().getPackageName().equals("java.lang.reflect")
                            && access.getName().matches("invoke|new(Proxy)?Instance|set.*")
                    || isOf(access, Class.class)
                            && access.getName().matches("forName|newInstance|get(Declared)?(Method|Field|Con).*"));

    static final DescribedPredicate<JavaAccess<?>> WRITES_FILES = access(
            "write files",
            access -> isOf(access, Files.class)
                            && access.getName()
                                    .matches(
                                            "new(OutputStream|BufferedWriter|ByteChannel)|write.*|create.*|copy|move|delete.*"
                                                    + "|set.*")
                    || Stream.of(FileChannel.class, AsynchronousFileChannel.class)
                                    .anyMatch(type -> isOf(access, type))
                            && access.getName().equals("open")
                    || Stream.of(FileOutputStream.class, FileWriter.class, RandomAccessFile.class, FileHandler.class)
                                    .anyMatch(type -> isA(access, type))
                            && access.getName().equals("<init>")
                    || isOf(access, File.class) && access.getName().matches("create.*|delete.*|mkdir.*|renameTo|set.*")
                    || Stream.of(PrintStream.class, PrintWriter.class, Formatter.class)
                                    .anyMatch(type -> isA(access, type))
                            && opensAFile(access));

    static final DescribedPredicate<JavaAccess<?>> STARTS_PROCESSES = access(
            "start processes",
            access -> isOf(access, ProcessBuilder.class) && access.getName().matches("start(Pipeline)?")
                    || isOf(access, Runtime.class) && access.getName().equals("exec"));

    static final DescribedPredicate<JavaAccess<?>> LISTENS = access(
            "listen",
            access -> access.getName().equals("bind") && isASocket(access)
                    || access.getName().equals("<init>")
                            && (isA(access, ServerSocket.class) || isA(access, DatagramSocket.class))
                    || isA(access, ServerSocketFactory.class)
                            && access.getName().equals("createServerSocket")
                    || access.getTargetOwner().getPackageName().equals("com.sun.net.httpserver")
                            && access.getName().equals("create"));

    static final DescribedPredicate<JavaAccess<?>> DIALS = access(
            "dial",
            access -> access.getName().matches("connect|send") && isASocket(access)
                    || access.getName().equals("<init>") && isA(access, Socket.class)
                    || isA(access, SocketFactory.class) && access.getName().equals("createSocket")
                    || isOf(access, SocketChannel.class)
                            && access.getName().equals("open")
                            && access.getTarget().getFullName().contains("SocketAddress")
                    || isOf(access, URL.class) && access.getName().matches("open(Connection|Stream)|getContent")
                    || isA(access, URLConnection.class)
                    || access.getTargetOwner().getPackageName().equals("java.net.http"));

    private Accesses() {}

    private static boolean opensAFile(JavaAccess<?> access) {
        return access.getName().equals("<init>")
                && access.getTarget().getFullName().matches(".*\\(java\\.(io\\.File|lang\\.String).*");
    }

    private static boolean isASocket(JavaAccess<?> access) {
        return Stream.of(
                        Socket.class,
                        ServerSocket.class,
                        DatagramSocket.class,
                        SocketChannel.class,
                        ServerSocketChannel.class,
                        DatagramChannel.class,
                        AsynchronousSocketChannel.class,
                        AsynchronousServerSocketChannel.class)
                .anyMatch(type -> isA(access, type));
    }

    private static boolean isA(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isAssignableTo(type);
    }

    private static boolean isOf(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isEquivalentTo(type);
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }
}
