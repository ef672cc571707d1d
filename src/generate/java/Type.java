/** An element type: as a keyword, as it begins class names, its box, its size. */
record Type(String keyword, String name, String box, int bits) {

    boolean isFloating() {
        return name.equals("Float") || name.equals("Double");
    }

    /** torch's name, such as float32. */
    String dtype() {
        return (isFloating() ? "float" : "int") + bits;
    }
}
