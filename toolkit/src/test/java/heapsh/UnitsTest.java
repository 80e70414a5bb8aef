package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "1048575, 1.0 MiB",
    "116935280, 111.5 MiB",
    "-1536, -1.5 KiB",
    "9223372036854775807, 8.0 EiB"
  })
  void givesBinaryUnitsWithOneDecimal(long bytes, String expected) {
    assertThat(Units.HUMAN.format(bytes)).isEqualTo(expected);
    assertThat(Units.BYTES.format(bytes)).isEqualTo(Long.toString(bytes));
  }
}
