package org.torchmm.notebooks;

import java.util.Map;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;

/** Where JShell keeps its history and its modes of feedback from one session to the next. */
interface ShellState {

    /** The value of a key; null if there is none. */
    String get(String key);

    void put(String key, String value);

    void giveTo(JavaShellToolBuilder shell);

    static ShellState of(Preferences preferences) {
        return new ShellState() {
            @Override
            public String get(String key) {
                return preferences.get(key, null);
            }

            @Override
            public void put(String key, String value) {
                preferences.put(key, value);
            }

            @Override
            public void giveTo(JavaShellToolBuilder shell) {
                shell.persistence(preferences);
            }
        };
    }

    static ShellState of(Map<String, String> values) {
        return new ShellState() {
            @Override
            public String get(String key) {
                return values.get(key);
            }

            @Override
            public void put(String key, String value) {
                values.put(key, value);
            }

            @Override
            public void giveTo(JavaShellToolBuilder shell) {
                shell.persistence(values);
            }
        };
    }
}
