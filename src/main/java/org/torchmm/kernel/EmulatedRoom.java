package org.torchmm.kernel;

/** The arrays of one chunk of an emulated product, kept for the next. Whoever finds none makes one. */
final class EmulatedRoom implements AutoCloseable {

    private static final Idle<EmulatedRoom> IDLE = new Idle<>();

    private final int depth;
    private final int width;

    final EmulatedBlock block;
    final EmulatedChains chains;
    /** One chain an element. */
    final double[][] sum;
    /** By row, chain and element. */
    final double[][][] lanes;
    /** By row and element. */
    final boolean[][] isDoubtful;

    private EmulatedRoom(int depth, int width, int rows, int lanes) {
        this.depth = depth;
        this.width = width;
        block = new EmulatedBlock(depth, width);
        chains = new EmulatedChains(depth, lanes, width);
        sum = new double[1][width];
        this.lanes = new double[rows][lanes][width];
        isDoubtful = new boolean[Math.max(1, rows)][width];
    }

    /** For so many steps of k, elements side by side, and rows of several chains an element, or more; what is in it is left over. */
    static EmulatedRoom borrow(int depth, int width, int rows, int lanes) {
        EmulatedRoom room = IDLE.take();
        if (room == null) {
            return new EmulatedRoom(depth, width, rows, lanes);
        }
        boolean isEnough = room.depth >= depth && room.width >= width && room.lanes.length >= rows;
        return isEnough
                ? room
                : new EmulatedRoom(
                        Math.max(depth, room.depth),
                        Math.max(width, room.width),
                        Math.max(rows, room.lanes.length),
                        lanes);
    }

    /** Back to the others. */
    @Override
    public void close() {
        IDLE.give(this);
    }
}
