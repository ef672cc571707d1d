package org.torchmm.numpy;

import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Splits the text of a Python dict literal such as <code>{'descr': '&lt;f4', 'shape': (3,), }</code> into its keys and
 * the source text of their values.
 *
 * <p>Keys are strings in either quote; values are any literals, nested as deep as they like, and keep their spelling.
 */
final class PythonDict {

    private final String text;
    private int at;

    private PythonDict(String text) {
        this.text = text;
    }

    /** Key to source text of the value, in the order of {@code text}; as in Python, the last of equal keys wins. */
    static Map<String, String> parse(String text) throws ParseException {
        return new PythonDict(text).entries();
    }

    /** The content of a string literal, or null where {@code literal} is not one plain string. */
    static String string(String literal) {
        String quoted = literal.startsWith("u") ? literal.substring(1) : literal;
        if (quoted.length() < 2 || !isQuote(quoted.charAt(0))) {
            return null;
        }
        return quoted.indexOf(quoted.charAt(0), 1) == quoted.length() - 1
                ? quoted.substring(1, quoted.length() - 1)
                : null;
    }

    private Map<String, String> entries() throws ParseException {
        Map<String, String> entries = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            String key = key();
            expect(':');
            entries.put(key, value());
            if (peek() != '}') {
                expect(',');
            }
        }
        expect('}');
        if (peek() != 0) {
            throw new ParseException("nothing may follow the '}'", at);
        }
        return entries;
    }

    private String key() throws ParseException {
        peek();
        int start = at;
        if (at < text.length() && text.charAt(at) == 'u') {
            at++;
        }
        skipString();
        String key = string(text.substring(start, at));
        if (key == null) {
            throw new ParseException("expected a key in quotes", start);
        }
        return key;
    }

    private String value() throws ParseException {
        peek();
        int start = at;
        for (int depth = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isQuote(c)) {
                skipString();
                at--;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (depth == 0 && (c == ',' || c == '}')) {
                break;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
        }
        if (start == at) {
            throw new ParseException("expected a value", at);
        }
        return text.substring(start, at).strip();
    }

    private void skipString() throws ParseException {
        int start = at;
        if (start < text.length() && isQuote(text.charAt(start))) {
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    at++;
                } else if (c == text.charAt(start)) {
                    at++;
                    return;
                }
            }
        }
        throw new ParseException("expected a string in quotes", start);
    }

    private void expect(char expected) throws ParseException {
        if (peek() != expected) {
            throw new ParseException("expected '" + expected + "'", at);
        }
        at++;
    }

    /** The next character that is not white space, where {@link #at} then stands; 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }
}
