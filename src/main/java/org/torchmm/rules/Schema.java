package org.torchmm.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator's signature as ATen writes it: {@code softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor}.
 *
 * @param name {@code softmax}
 * @param overload {@code int}; empty where there is one only
 * @param parameters in torch's order, those by keyword last
 * @param results the types of the results, {@code Tensor} or {@code Tensor[]} mostly
 */
public record Schema(String name, String overload, List<Parameter> parameters, List<String> results) {

    private static final Pattern LENGTH = Pattern.compile("\\[(\\d+)]");

    /**
     * One parameter.
     *
     * @param type without what marks it as optional or as written to: {@code Tensor}, {@code Scalar}, {@code int}, {@code int[]},
     *     {@code float}, {@code bool}, {@code str}, {@code ScalarType}, {@code Tensor[]}, ...
     * @param isOptional whether it may be None
     * @param isKeyword whether torch takes it by name only
     * @param isWritten whether the operator changes it
     * @param defaultValue as ATen writes it; null if it must be given
     * @param length of a list, where one number stands for so many; 0 where a list has any length
     */
    public record Parameter(
            String name,
            String type,
            boolean isOptional,
            boolean isKeyword,
            boolean isWritten,
            String defaultValue,
            int length) {

        /** One that is no list of a fixed length. */
        public Parameter(
                String name,
                String type,
                boolean isOptional,
                boolean isKeyword,
                boolean isWritten,
                String defaultValue) {
            this(name, type, isOptional, isKeyword, isWritten, defaultValue, 0);
        }

        @Override
        public String toString() {
            String list = length == 0 ? type : type.replace("[]", "[" + length + "]");
            return list + (isWritten ? "!" : "") + (isOptional ? "?" : "") + " " + name
                    + (defaultValue == null ? "" : "=" + defaultValue);
        }

        /** Whether it is an array or several. */
        public boolean isTensor() {
            return type.startsWith("Tensor");
        }
    }

    /** The parameters as a reader of ATen's documentation knows them: {@code (Tensor self, int dim, ScalarType? dtype=None)}. */
    public String signature() {
        StringBuilder text = new StringBuilder();
        boolean isKeyword = false;
        for (Parameter parameter : parameters) {
            text.append(text.length() == 0 ? "" : ", ");
            if (parameter.isKeyword() && !isKeyword) {
                isKeyword = true;
                text.append("*, ");
            }
            text.append(parameter);
        }
        return "(" + text + ")";
    }

    /** Whether it has one result, a tensor. */
    public boolean isOfOneTensor() {
        return results.size() == 1 && results.get(0).equals("Tensor");
    }

    /** How many parameters the operator writes, which are the last ones, or the first where it writes in place. */
    public int written() {
        int count = 0;
        for (Parameter parameter : parameters) {
            count += parameter.isWritten() ? 1 : 0;
        }
        return count;
    }

    /** The index of the first parameter that the operator writes; -1 if there is none. */
    public int firstWritten() {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).isWritten()) {
                return i;
            }
        }
        return -1;
    }

    /** Reads {@code [aten::]name[.overload](parameters) -> results}; {@link IllegalArgumentException} if it is none. */
    public static Schema parse(String text) {
        String signature = text.strip();
        signature = signature.startsWith("aten::") ? signature.substring("aten::".length()) : signature;
        int open = signature.indexOf('(');
        int arrow = signature.lastIndexOf(" -> ");
        int close = arrow < 0 ? -1 : signature.lastIndexOf(')', arrow);
        if (open < 1 || close < open) {
            throw new IllegalArgumentException("no schema of an operator: " + text);
        }
        String name = signature.substring(0, open);
        int dot = name.indexOf('.');
        List<Parameter> parameters = new ArrayList<>();
        boolean isKeyword = false;
        for (String part : parts(signature.substring(open + 1, close))) {
            if (part.equals("*")) {
                isKeyword = true;
            } else {
                parameters.add(parameter(part, isKeyword));
            }
        }
        return new Schema(
                dot < 0 ? name : name.substring(0, dot),
                dot < 0 ? "" : name.substring(dot + 1),
                List.copyOf(parameters),
                results(signature.substring(arrow + " -> ".length()).strip()));
    }

    /** The overload with {@code out=}: a parameter more for each name, given by it, an array that the operator writes. */
    public Schema into(String... names) {
        List<Parameter> more = new ArrayList<>(parameters);
        for (String name : names) {
            more.add(new Parameter(name, "Tensor", false, true, true, null));
        }
        return new Schema(name, "out", List.copyOf(more), results);
    }

    private static Parameter parameter(String text, boolean isKeyword) {
        int equals = text.indexOf('=');
        String declaration = equals < 0 ? text : text.substring(0, equals);
        int space = declaration.lastIndexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("no parameter of an operator: " + text); // "...", any number of them
        }
        String type = declaration.substring(0, space).strip();
        boolean isWritten = type.contains("!");
        Matcher length = LENGTH.matcher(type);
        int fixed = length.find() ? Integer.parseInt(length.group(1)) : 0;
        type = plain(type);
        boolean isOptional = type.endsWith("?");
        return new Parameter(
                declaration.substring(space + 1),
                isOptional ? type.substring(0, type.length() - 1) : type,
                isOptional,
                isKeyword,
                isWritten,
                equals < 0 ? null : text.substring(equals + 1),
                fixed);
    }

    /** Without the marks of aliases, symbolic sizes and fixed lengths: {@code Tensor(a!)}, {@code SymInt[2]}. */
    private static String plain(String type) {
        return type.replaceAll("\\([^)]*\\)", "").replace("SymInt", "int").replaceAll("\\[\\d+]", "[]");
    }

    private static List<String> results(String text) {
        String all = text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
        List<String> results = new ArrayList<>();
        for (String part : parts(all)) {
            String type = plain(part);
            int space = type.indexOf(' ');
            results.add(space < 0 ? type : type.substring(0, space));
        }
        return List.copyOf(results);
    }

    /** Cut at the commas that stand in no brackets and no quotes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean isQuoted = false;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            isQuoted ^= c == '"' || c == '\'';
            depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
            if (i == text.length() || c == ',' && depth == 0 && !isQuoted) {
                String part = text.substring(from, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = i + 1;
            }
        }
        return parts;
    }
}
