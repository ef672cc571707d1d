package org.torchmm.numpy;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Puts a file in the place of another, or where none was: the new one is written beside its place and moved into it when it
 * is whole. So it is whole or not there, and whoever has the old one open reads the old one to its end.
 *
 * <p>What belongs to the old file stays: owner, group, permissions and attributes of users, its write protection, and links,
 * symbolic ones and others. A file with several names, or one whose owner cannot be given to another, keeps its place and gets
 * the content, copied when all of it is written; only there a reader may meet half of it.
 */
final class Replacement {

    private static final int MOST_LINKS = 40;

    /** What the user calls the file. */
    private final Path file;

    /** The file itself, behind all links. */
    private final Path target;

    private final boolean exists;

    private Replacement(Path file, Path target, boolean exists) {
        this.file = file;
        this.target = target;
        this.exists = exists;
    }

    @FunctionalInterface
    interface Content {
        void write(SeekableByteChannel channel) throws IOException;
    }

    /**
     * Finds the place of a file.
     *
     * @throws IOException if no file can be there, or the one that is there is no file or must not be replaced
     */
    static Replacement of(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        boolean exists = Files.exists(target, NOFOLLOW_LINKS);
        if (exists) {
            checkReplaceable(file, target);
        } else if (!Files.isDirectory(target.getParent())) {
            throw new NoSuchFileException(file.toString(), null, "there is no directory " + target.getParent());
        }
        return new Replacement(file, target, exists);
    }

    private static void checkReplaceable(Path file, Path target) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new IOException(file + " is a directory");
        }
        if (!attributes.isRegularFile()) {
            throw new IOException(
                    file
                            + " is no file but a device, a fifo or a socket: torchmm saves to files, and replaces nothing else");
        }
        if (!Files.isWritable(target) || FileAttributes.isWriteProtected(target)) {
            throw new AccessDeniedException(file.toString(), null, "the file is write-protected");
        }
    }

    /** Refuses what there is no room for, before any of it is written. */
    void checkSpace(long bytes) throws IOException {
        long usable;
        try {
            usable = Files.getFileStore(target.getParent()).getUsableSpace();
        } catch (IOException | UnsupportedOperationException e) {
            return; // unknown: the write will tell
        }
        if (usable > 0 && bytes > usable) {
            throw new FileSystemException(
                    file.toString(), null, "it takes " + bytes + " bytes, and there is room for " + usable);
        }
    }

    /**
     * Writes the new file and puts it in its place.
     *
     * @param content may throw what it likes: nothing is left of the new file then
     * @throws ClosedByInterruptException if the thread is interrupted
     * @throws IOException naming the file that the user named
     */
    void write(Content content) throws IOException {
        Temporary.cleanUp(target.getParent());
        try (Temporary temporary = Temporary.create(target.getParent(), exists)) {
            content.write(temporary.channel());
            if (!exists || FileAttributes.copy(target, temporary.path())) {
                temporary.releaseUnlessLocked();
                move(temporary.path());
            } else {
                checkSpace(temporary.channel().size() - Files.size(target));
                copy(temporary.channel());
            }
        } catch (FileSystemException e) {
            throw named(e);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private void move(Path temporary) throws IOException {
        try {
            Files.move(temporary, target, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            Files.move(temporary, target, REPLACE_EXISTING);
        }
    }

    private void copy(SeekableByteChannel whole) throws IOException {
        try (SeekableByteChannel old = Files.newByteChannel(target, WRITE, TRUNCATE_EXISTING)) {
            whole.position(0);
            Channels.newInputStream(whole).transferTo(Channels.newOutputStream(old));
        }
    }

    /** Of the temporary file the user never heard. */
    private FileSystemException named(FileSystemException e) {
        if (file.toString().equals(e.getFile())) {
            return e;
        }
        FileSystemException named = e instanceof AccessDeniedException
                ? new AccessDeniedException(file.toString(), null, "no file can be made in " + target.getParent())
                : new FileSystemException(
                        file.toString(),
                        null,
                        e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
        named.initCause(e);
        return named;
    }
}
