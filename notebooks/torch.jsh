// What a JShell and every script for torch begin with.
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import org.torchmm.*;
import org.torchmm.kernel.*;
import org.torchmm.notebooks.Show;

Torch torch = Torch.open();
