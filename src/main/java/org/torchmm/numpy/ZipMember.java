package org.torchmm.numpy;

import java.util.zip.ZipEntry;

/**
 * What an archive's directory says of one file in it.
 *
 * @param name as the archive has it, with {@code .npy}
 * @param packed bytes in the archive
 * @param size bytes when unpacked, the archive's word
 * @param header where the file begins in the archive
 */
record ZipMember(String name, int flags, int method, long crc, long packed, long size, long header) {

    private static final String SUFFIX = ".npy";

    private static final int ENCRYPTED = 1;

    /** Deflate never shrinks data further than this, so a member that claims more lies about its size. */
    private static final long MAX_DEFLATE_RATIO = 1032;

    /** Directories hold no data. */
    boolean isDirectory() {
        return name.endsWith("/");
    }

    boolean isStored() {
        return method == ZipEntry.STORED;
    }

    /** What NumPy calls the array. */
    String arrayName() {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    static String nameOf(String arrayName) {
        return arrayName + SUFFIX;
    }

    /** Why its bytes cannot be had, or null. */
    String whyNotUnpacked() {
        if ((flags & ENCRYPTED) != 0) {
            return "is encrypted";
        }
        return isStored() || method == ZipEntry.DEFLATED
                ? null
                : "is packed by method " + method + " of zip: torchmm unpacks what is stored or deflated";
    }

    /** Whether the sizes can be true, in an archive of {@code available} bytes. */
    boolean hasPossibleSize(long available) {
        long most = isStored() ? packed : packed * MAX_DEFLATE_RATIO;
        return packed >= 0 && packed <= available && size >= 0 && size <= most;
    }
}
