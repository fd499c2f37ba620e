package io.cofre.core.checksum;

/// Arithmetic modulo the generator of a CRC, which gives the CRC of two contents behind each other.
///
/// The method is that of zlib's `crc32_combine` (Mark Adler): appending `n` bytes multiplies the
/// first CRC by `x^(8n)`; initial value and final complement cancel because both are all ones.
enum CrcPolynomial {
  /// IEEE 802.3.
  IEEE(32, 0xEDB88320L),
  /// Castagnoli, RFC 3720.
  CASTAGNOLI(32, 0x82F63B78L),
  /// NVM Express, 64 bits.
  NVME64(64, 0x9A6C9329AC4BC9B5L);

  private final long reflected;
  private final long one; // the polynomial 1: the highest bit stands for x^0
  private final long[] powers = new long[67]; // x^(2^k), up to 8 times the longest content

  CrcPolynomial(int bits, long reflected) {
    this.reflected = reflected;
    this.one = 1L << (bits - 1);
    powers[0] = one >>> 1;
    for (int k = 1; k < powers.length; k++) {
      powers[k] = multiply(powers[k - 1], powers[k - 1]);
    }
  }

  /// The generator, lowest power in the highest bit.
  long reflected() {
    return reflected;
  }

  /// The CRC of a content followed by another.
  ///
  /// @param secondBytes the length of the second content
  long combine(long first, long second, long secondBytes) {
    return multiply(powerOfX(secondBytes), first) ^ second;
  }

  /// `x^(8 * bytes)`.
  private long powerOfX(long bytes) {
    long product = one;
    int k = 3;
    for (long rest = bytes; rest != 0; rest >>>= 1) {
      if ((rest & 1) == 1) {
        product = multiply(powers[k], product);
      }
      k++;
    }
    return product;
  }

  private long multiply(long a, long b) {
    long product = 0;
    long factor = b;
    for (long bit = one; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= factor;
      }
      factor = (factor & 1) == 0 ? factor >>> 1 : (factor >>> 1) ^ reflected;
    }
    return product;
  }
}
