// What a JShell for torch begins with: the imports, a Torch, and answers as Python gives them.
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import org.torchmm.*;
import org.torchmm.kernel.*;
import org.torchmm.notebooks.Show;

Torch torch = Torch.open();

/set mode torch normal -command
/set prompt torch '>>> ' '... '
/set truncation torch 100000
/set format torch display '{value}%n' expression,varvalue,assignment-ok
/set format torch display '' vardecl,varinit-ok
/set feedback torch
