package org.torchmm.kernel.vector;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays to pack into, lent to one chunk or one caller at a time and kept for the next: new ones cost page faults (16 MB
 * are 3 ms). A caller who finds none makes one; one too many is left to the garbage collector.
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

        /** For tiles that reach over the edge of c. */
        A scratch(int length) {
            return scratch = atLeast(scratch, length);
        }

        /** Back to the others. */
        @Override
        public void close() {
            owner.giveBack(this);
        }

        private A atLeast(A array, int length) {
            return packing.length(array) >= length ? array : packing.newArray(length);
        }
    }

    private final Packing<A> packing;

    private final AtomicReferenceArray<Workspace<A>> idle =
            new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors() + 1);

    Workspaces(Packing<A> packing) {
        this.packing = packing;
    }

    Workspace<A> borrow() {
        for (int i = 0; i < idle.length(); i++) {
            Workspace<A> workspace = idle.getAndSet(i, null);
            if (workspace != null) {
                return workspace;
            }
        }
        return new Workspace<>(this);
    }

    private void giveBack(Workspace<A> workspace) {
        for (int i = 0; i < idle.length(); i++) {
            if (idle.compareAndSet(i, null, workspace)) {
                return;
            }
        }
    }
}
