package dev.breakwater.dialect;

/** Finds the ends of single JSON values, as strictly as the parser would. */
final class JsonBytes {
    private JsonBytes() {}

    /**
     * Where the string ends whose content begins at {@code from}.
     *
     * @return index of its closing quote; -1 when it does not end, or is not valid JSON in UTF-8
     */
    static int endOfString(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            byte b = bytes[at];
            if (b == '"') {
                return at;
            }
            int width = b == '\\' ? escapeWidth(bytes, at, end) : characterWidth(bytes, at, end);
            if (width == 0) {
                return -1;
            }
            at += width;
        }
        return -1;
    }

    /** Index behind the digits that begin at {@code from}; -1 when they are none, or begin with a zero that has no place there. */
    static int endOfDigits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        boolean leadingZero = at > from + 1 && bytes[from] == '0';
        return at == from || leadingZero ? -1 : at;
    }

    private static int escapeWidth(byte[] bytes, int at, int end) {
        if (at + 1 >= end) {
            return 0;
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> at + 6 <= end && isHex(bytes, at + 2, at + 6) ? 6 : 0;
            default -> 0;
        };
    }

    private static int characterWidth(byte[] bytes, int at, int end) {
        byte b = bytes[at];
        if (b >= 0) {
            return b < ' ' ? 0 : 1;
        }
        int width = (b & 0xe0) == 0xc0 ? 2 : (b & 0xf0) == 0xe0 ? 3 : (b & 0xf8) == 0xf0 ? 4 : 0;
        if (at + width > end) {
            return 0;
        }
        for (int i = 1; i < width; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return width;
    }

    private static boolean isHex(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
