package org.torchmm.numpy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;

/** What belongs to a file besides its content, as far as its file store has it. */
final class FileAttributes {

    private FileAttributes() {}

    /** Attributes of a new file that only its owner may read, none where the file store knows no such thing. */
    static FileAttribute<?>[] ofOwner(Path directory) {
        return Files.getFileAttributeView(directory, PosixFileAttributeView.class) == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
                };
    }

    /** Whether nobody may write the file; root could, and is refused as well. */
    static boolean isWriteProtected(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null
                && view.readAttributes().permissions().stream()
                        .noneMatch(permission -> permission.name().endsWith("_WRITE"));
    }

    /**
     * Gives {@code to} all that {@code from} has.
     *
     * @return false where it cannot be given: {@code from} has several names, or an owner that only root could set
     */
    static boolean copy(Path from, Path to) throws IOException {
        if (names(from) > 1) {
            return false;
        }
        try {
            copyUserDefined(from, to);
            PosixFileAttributeView posix = Files.getFileAttributeView(from, PosixFileAttributeView.class);
            AclFileAttributeView acl = Files.getFileAttributeView(from, AclFileAttributeView.class);
            if (posix != null) {
                copy(posix.readAttributes(), Files.getFileAttributeView(to, PosixFileAttributeView.class));
            } else if (acl != null) {
                Files.getFileAttributeView(to, AclFileAttributeView.class).setAcl(acl.getAcl());
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many names a file has: hard links. */
    private static int names(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (Integer) Files.getAttribute(file, "unix:nlink")
                : 1;
    }

    private static void copy(PosixFileAttributes from, PosixFileAttributeView to) throws IOException {
        PosixFileAttributes now = to.readAttributes();
        if (!now.owner().equals(from.owner())) {
            to.setOwner(from.owner());
        }
        if (!now.group().equals(from.group())) {
            to.setGroup(from.group());
        }
        to.setPermissions(from.permissions());
    }

    private static void copyUserDefined(Path from, Path to) throws IOException {
        UserDefinedFileAttributeView source = Files.getFileAttributeView(from, UserDefinedFileAttributeView.class);
        if (source == null || !Files.getFileStore(from).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
            return;
        }
        UserDefinedFileAttributeView target = Files.getFileAttributeView(to, UserDefinedFileAttributeView.class);
        for (String name : source.list()) {
            ByteBuffer value = ByteBuffer.allocate(source.size(name));
            source.read(name, value);
            target.write(name, value.flip());
        }
    }
}
