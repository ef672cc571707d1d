// What a JShell and every script begin with where arrays are in Java's memory.
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import org.torchmm.*;
import org.torchmm.kernel.*;
import org.torchmm.notebooks.Show;

Torch torch = Torch.open(MatrixKernels.best());
