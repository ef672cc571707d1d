package org.torchmm.kernel.vector;

import org.torchmm.kernel.Idle;

/**
 * Arrays to pack into, lent to one chunk or one caller at a time and kept for the next: new ones cost page faults (16 MB
 * are 3 ms).
 */
final class Workspaces<A> {

    /** A set of arrays that grow as asked, until closed. What is in them is left over from earlier products. */
    static final class Workspace<A> implements AutoCloseable {

        private final Workspaces<A> owner;
        private final Packing<A> packing;
        private A panels;
        private A rows;
        private A scratch;

        private Workspace(Workspaces<A> owner) {
            this.owner = owner;
            packing = owner.packing;
            panels = packing.newArray(0);
            rows = panels;
            scratch = panels;
        }

        /** For panels of b. */
        A panels(int length) {
            return panels = atLeast(panels, length);
        }

        /** For rows of a. */
        A rows(int length) {
            return rows = atLeast(rows, length);
        }

        /** For sums on their way to c. */
        A scratch(int length) {
            return scratch = atLeast(scratch, length);
        }

        /** Back to the others. */
        @Override
        public void close() {
            owner.idle.give(this);
        }

        private A atLeast(A array, int length) {
            return packing.length(array) >= length ? array : packing.newArray(length);
        }
    }

    private final Packing<A> packing;

    private final Idle<Workspace<A>> idle = new Idle<>();

    Workspaces(Packing<A> packing) {
        this.packing = packing;
    }

    Workspace<A> borrow() {
        Workspace<A> workspace = idle.take();
        return workspace != null ? workspace : new Workspace<>(this);
    }
}
