package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.torchmm.kernel.Arguments;
import org.torchmm.numpy.NumpyFiles;
import org.torchmm.numpy.SavedArray;

/**
 * The words for files: NumPy's .npy, which holds one array, and .npz, which holds arrays by name.
 *
 * <p>Arrays that are loaded belong to the {@link Torch} that was asked. The dtypes are float16, float32, float64, int8, uint8,
 * int16, int32, int64, bool and complex64; NumPy has no bfloat16. A null argument is a {@link NullPointerException} that says which, and messages name files as they were
 * named here.
 */
public interface ArrayFiles {

    /**
     * Reads the arrays of a .npz with their names, or the one array of a .npy; the content tells which it is. The path may be of
     * any file system: {@code FileSystems.newFileSystem(jar).getPath("weights.npz")}.
     *
     * <p>What else an archive holds (a README.txt, an array of another dtype) is left out; a warning in the log names it, and
     * {@link #contents} says why. Of two arrays of one name the later is read, as in NumPy. A reader keeps the file that it
     * opened, whole, while another is saved in its place.
     *
     * @throws IOException if the file cannot be read, is damaged or is not what NumPy writes; a checkpoint of PyTorch's (.pt,
     *     .pth) is told, and how to write an .npz from it; if an archive would unpack to more than the system property
     *     {@code torchmm.load.limit} says, in bytes, by default 1 GiB or a hundred times the archive
     * @throws IllegalArgumentException if it holds only dtypes that DJL cannot hold
     */
    default NDList load(Path file) throws IOException {
        Calls calls = Calls.of(this);
        return calls.callingOut(() -> {
            Arguments.check(file, "load", "file", 1, "Path");
            return new NumpyFiles(calls.backend).load(calls.scope.manager(), file);
        });
    }

    /**
     * Reads the arrays of these names from a .npz, in this order, and nothing else.
     *
     * @throws IOException as {@link #load(Path)}
     * @throws IllegalArgumentException if there is no array of a name ({@code bias is not a file in the archive ...}), or it
     *     cannot be read
     */
    default NDList load(Path file, String... names) throws IOException {
        Calls calls = Calls.of(this);
        return calls.callingOut(() -> {
            Arguments.check(names, "load", "names", 2, "String...");
            for (int i = 0; i < names.length; i++) {
                Arguments.check(names[i], "load", "names[" + i + "]", 2, "String");
            }
            Arguments.check(file, "load", "file", 1, "Path");
            return new NumpyFiles(calls.backend).load(calls.scope.manager(), file, names);
        });
    }

    /**
     * Reads a .npy or .npz through a stream, a resource or a download, which stays open: after a .npy it stands where the array
     * ends. An archive is read to the end of the stream.
     *
     * @throws IOException as {@link #load(Path)}; also if an array, or the archive, is larger than {@code torchmm.load.limit}
     * @throws IllegalArgumentException if it holds only dtypes that DJL cannot hold
     */
    default NDList load(InputStream stream) throws IOException {
        Calls calls = Calls.of(this);
        return calls.callingOut(() -> {
            Arguments.check(stream, "load", "stream", 1, "InputStream");
            return new NumpyFiles(calls.backend).load(calls.scope.manager(), stream);
        });
    }

    /**
     * Tells what a .npz or .npy holds, everything in its order, with dtypes and shapes, and why {@link #load(Path)} leaves out
     * what it leaves out. Reads no data.
     *
     * @throws IOException if the file cannot be read, is damaged, or is not what NumPy writes
     */
    default List<SavedArray> contents(Path file) throws IOException {
        Calls calls = Calls.of(this);
        return calls.callingOut(() -> {
            Arguments.check(file, "contents", "file", 1, "Path");
            return new NumpyFiles(calls.backend).contents(file);
        });
    }

    /**
     * Writes an array as a .npy file, or as the only one of a .npz, called {@code arr_0}: byte for byte as NumPy does, and never
     * half of it. What belongs to a file that was there stays: permissions, owner, links.
     *
     * @throws IOException if the file cannot be written, is write-protected, or there is no room for it; a file that was there is
     *     then as it was
     * @throws IllegalArgumentException if the name ends in neither .npy nor .npz, or for an array that cannot be loaded again: of
     *     another dtype, sparse, or of more than 64 dimensions
     * @throws IllegalStateException if the array is closed, or is while it is being saved
     */
    default void save(Path file, NDArray array) throws IOException {
        Calls calls = Calls.of(this);
        calls.callingOut(() -> {
            Arguments.check(file, "save", "file", 1, "Path");
            try (Imports imports = new Imports(calls.backend, calls.scope.manager())) {
                new NumpyFiles(calls.backend).save(file, imports.of(array, "save", "array", 2));
            }
            return null;
        });
    }

    /**
     * Writes arrays as a .npz file, under their {@linkplain NDArray#getName() names}; those without one are called {@code arr_0},
     * {@code arr_1} and so on. Else as {@link #save(Path, NDArray)}.
     *
     * @throws IllegalArgumentException also if two arrays have one name, or a .npy is to hold none or several
     */
    default void save(Path file, NDList arrays) throws IOException {
        Calls calls = Calls.of(this);
        calls.callingOut(() -> {
            Arguments.check(file, "save", "file", 1, "Path");
            Arguments.check(arrays, "save", "arrays", 2, "NDList");
            try (Imports imports = new Imports(calls.backend, calls.scope.manager())) {
                NDList own = new NDList(arrays.size());
                for (int i = 0; i < arrays.size(); i++) {
                    own.add(imports.of(arrays.get(i), "save", "arrays[" + i + "]", 2));
                }
                new NumpyFiles(calls.backend).save(file, own);
            }
            return null;
        });
    }
}
