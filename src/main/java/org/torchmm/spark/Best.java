package org.torchmm.spark;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The best k scores that a query has had so far, with their ids: a heap whose root is the worst of them. */
final class Best {

    private final boolean isLargest;
    /** Scores as numbers that grow with how good they are; torch.topk's order has NaN above all others, and both zeros equal. */
    private final int[] keys;

    private final float[] scores;
    private final Object[] ids;
    private int size;

    Best(int k, boolean isLargest) {
        this.isLargest = isLargest;
        this.keys = new int[k];
        this.scores = new float[k];
        this.ids = new Object[k];
    }

    boolean isFull() {
        return size == keys.length;
    }

    /** Of a full one. */
    float worst() {
        return scores[0];
    }

    void offer(float score, ItemIds from, int index) {
        int key = key(score);
        if (!isFull()) {
            Object id = from.get(index);
            int i = size++;
            while (i > 0 && isWorse(key, id, (i - 1) / 2)) {
                move((i - 1) / 2, i);
                i = (i - 1) / 2;
            }
            put(i, key, score, id);
        } else if (size > 0 && key >= keys[0]) {
            Object id = from.get(index);
            if (key > keys[0] || ItemIds.compare(id, ids[0]) < 0) {
                replaceWorst(key, score, id);
            }
        }
    }

    private void replaceWorst(int key, float score, Object id) {
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && isWorse(keys[child + 1], ids[child + 1], child)) {
                child++;
            }
            if (isWorse(key, id, child)) {
                break;
            }
            move(child, i);
            i = child;
        }
        put(i, key, score, id);
    }

    private int key(float score) {
        if (score != score) {
            return isLargest ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        int bits = Float.floatToRawIntBits(score + 0f); // -0 + 0 is +0
        int key = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
        return isLargest ? key : ~key;
    }

    /** Than what is at i. */
    private boolean isWorse(int key, Object id, int i) {
        return key != keys[i] ? key < keys[i] : ItemIds.compare(id, ids[i]) > 0;
    }

    private void move(int from, int to) {
        put(to, keys[from], scores[from], ids[from]);
    }

    private void put(int i, int key, float score, Object id) {
        keys[i] = key;
        scores[i] = score;
        ids[i] = id;
    }

    /** (id, score), the best first. */
    Row[] rows() {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> keys[i])
                        .reversed()
                        .thenComparing((i, j) -> ItemIds.compare(ids[i], ids[j])))
                .map(i -> RowFactory.create(ids[i], scores[i]))
                .toArray(Row[]::new);
    }

    /** The bytes that one of k takes, about. */
    static long bytes(int k) {
        return 64 + 40L * k;
    }
}
