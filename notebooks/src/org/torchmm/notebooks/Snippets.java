package org.torchmm.notebooks;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Java snippets, one after another in this JVM, as the kernels of notebooks run them; the first that fails ends a text of them. */
final class Snippets implements AutoCloseable {

    /** What the kernels rapaio, JJava and IJava all import by themselves. */
    static final List<String> KERNEL_IMPORTS = List.of(
            "java.util.*",
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.util.concurrent.*",
            "java.util.prefs.*",
            "java.util.regex.*");

    /** What JShell's startup DEFAULT imports. */
    static final List<String> JSHELL_IMPORTS = List.of(
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.prefs.*",
            "java.util.regex.*",
            "java.util.stream.*");

    private final CapturingExecution execution = new CapturingExecution();
    private final JShell shell;

    Snippets(List<String> imports) {
        shell = JShell.builder().executionEngine(execution, Map.of()).build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        imports.forEach(name -> run("import " + name + ";"));
    }

    /**
     * What became of a text of snippets.
     *
     * @param failure what went wrong; null if nothing
     * @param value of the last snippet, if that was an expression; null if there is none
     * @param isShown whether no semicolon follows it
     */
    record Result(Failure failure, Object value, boolean isShown) {

        static Result of(Failure failure) {
            return new Result(failure, null, false);
        }
    }

    /**
     * @param kind the class of an exception, or "compile error", "incomplete", "undefined"
     * @param source the snippet
     */
    record Failure(String kind, String message, String source) {

        /** Whether the program threw, rather than not being one. */
        boolean isException() {
            return kind.indexOf(' ') < 0 && kind.indexOf('.') > 0;
        }

        @Override
        public String toString() {
            return kind + ": " + message + "\n    " + source.strip().replace("\n", "\n    ");
        }
    }

    /** Runs snippets in this thread and keeps the last value as the object that it is. */
    private static final class CapturingExecution extends DirectExecutionControl implements ExecutionControlProvider {
        private Object last;

        @Override
        protected String invoke(Method snippet) throws Exception {
            last = null;
            last = snippet.invoke(null);
            return "";
        }

        @Override
        public String name() {
            return "capturing";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return this;
        }
    }

    /** Runs all snippets of a text, up to the first that fails. */
    Result run(String text) {
        Object value = null;
        boolean isShown = false;
        String rest = text;
        while (true) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (next.completeness() == Completeness.EMPTY) {
                return new Result(null, value, isShown);
            }
            if (next.completeness() == Completeness.DEFINITELY_INCOMPLETE
                    || next.completeness() == Completeness.CONSIDERED_INCOMPLETE) {
                return Result.of(new Failure("incomplete", "the snippet does not end", next.remaining()));
            }
            // of a text that the parser makes nothing of, the compiler says why
            String source = next.completeness() == Completeness.UNKNOWN ? rest : next.source();
            List<SnippetEvent> events = shell.eval(source);
            Failure failure = failure(events, source);
            if (failure != null) {
                return Result.of(failure);
            }
            String after = next.completeness() == Completeness.UNKNOWN ? "" : next.remaining();
            String typed = rest.substring(0, rest.length() - after.length());
            value = isExpression(events.get(0).snippet()) ? execution.last : null;
            isShown = !typed.strip().endsWith(";");
            rest = after;
        }
    }

    SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    private Failure failure(List<SnippetEvent> events, String source) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() != null) {
                continue;
            }
            Snippet snippet = event.snippet();
            switch (event.status()) {
                case REJECTED -> {
                    String message = shell.diagnostics(snippet)
                            .map(problem -> problem.getMessage(Locale.ROOT))
                            .collect(Collectors.joining("\n    "));
                    return new Failure("compile error", message, source);
                }
                case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> {
                    String names = shell.unresolvedDependencies((DeclarationSnippet) snippet)
                            .collect(Collectors.joining(", "));
                    return new Failure("undefined", names, source);
                }
                default -> {}
            }
            if (event.exception() != null) {
                return thrown(event.exception(), source);
            }
        }
        return null;
    }

    private static Failure thrown(JShellException exception, String source) {
        return exception instanceof EvalException thrown
                ? new Failure(thrown.getExceptionClassName(), String.valueOf(thrown.getMessage()), source)
                : new Failure("undefined", exception.getMessage(), source);
    }

    private static boolean isExpression(Snippet snippet) {
        return snippet.kind() == Snippet.Kind.EXPRESSION
                || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    @Override
    public void close() {
        shell.close();
    }
}
