package org.torchmm.numpy;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A file under a name of torchmm's own, locked while it is written: one that nobody has locked was left by a process that is
 * no more, on whatever machine.
 */
final class Temporary implements Closeable {

    private static final String PREFIX = ".torchmm-";
    private static final String SUFFIX = ".tmp";

    /**
     * What tells this process's own files: to look for a lock on one of them could take the lock from it. A number alone comes
     * again, in a container always the same one.
     */
    private static final String OWN = PREFIX + ProcessHandle.current().pid() + "-"
            + Long.toString(
                    ProcessHandle.current()
                            .info()
                            .startInstant()
                            .map(Instant::toEpochMilli)
                            .orElse(0L),
                    Character.MAX_RADIX)
            + "-";

    private final Path path;
    private final SeekableByteChannel channel;
    private final boolean isLocked;

    private Temporary(Path path, SeekableByteChannel channel, boolean isLocked) {
        this.path = path;
        this.channel = channel;
        this.isLocked = isLocked;
    }

    /**
     * @param isPrivate whether only its owner may read it, until it gets the permissions of another
     */
    static Temporary create(Path directory, boolean isPrivate) throws IOException {
        FileAttribute<?>[] attributes = isPrivate ? FileAttributes.ofOwner(directory) : new FileAttribute<?>[0];
        Set<OpenOption> options = Set.of(CREATE_NEW, READ, WRITE);
        while (true) {
            // Not createTempFile, which makes files that only their owner may read.
            Path path = directory.resolve(OWN + UUID.randomUUID() + SUFFIX);
            SeekableByteChannel channel = open(path, options, attributes);
            try {
                boolean isLocked = lock(channel) != null;
                if (!isLocked || Files.exists(path)) {
                    return new Temporary(path, channel, isLocked);
                }
            } catch (RuntimeException | Error e) {
                channel.close();
                throw e;
            }
            channel.close(); // another process took it for a leftover before it was locked
        }
    }

    private static SeekableByteChannel open(Path path, Set<OpenOption> options, FileAttribute<?>[] attributes)
            throws IOException {
        try {
            return Files.newByteChannel(path, options, attributes);
        } catch (UnsupportedOperationException e) {
            return Files.newByteChannel(path, Set.of(CREATE_NEW, WRITE)); // archives: to be written and not read
        }
    }

    /** Null where there is none to be had. */
    private static FileLock lock(SeekableByteChannel channel) {
        try {
            return channel instanceof FileChannel file ? file.tryLock() : null;
        } catch (IOException | UnsupportedOperationException | OverlappingFileLockException e) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    SeekableByteChannel channel() {
        return channel;
    }

    /** Where there are no locks a file may be there only once it is closed; a lock has to last until the file is moved. */
    void releaseUnlessLocked() throws IOException {
        if (!isLocked) {
            channel.close();
        }
    }

    /** Deletes what processes that were killed have left; what cannot be deleted stays. */
    static void cleanUp(Path directory) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path leftover : leftovers) {
                if (!leftover.getFileName().toString().startsWith(OWN)
                        && Files.isRegularFile(leftover, NOFOLLOW_LINKS)) {
                    deleteUnlessLocked(leftover);
                }
            }
        } catch (IOException | RuntimeException e) {
            // a directory that cannot be listed, a leftover of somebody else
        }
    }

    private static void deleteUnlessLocked(Path leftover) {
        try (SeekableByteChannel channel = Files.newByteChannel(leftover, Set.of(WRITE, NOFOLLOW_LINKS))) {
            if (lock(channel) != null) {
                Files.deleteIfExists(leftover);
            }
        } catch (IOException e) {
            // somebody else's, or gone already
        }
    }

    /** Deletes it, unless it was moved. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
