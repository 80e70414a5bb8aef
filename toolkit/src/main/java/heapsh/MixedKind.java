package heapsh;

import java.util.ArrayList;
import java.util.List;

/** Is what kinds combine to. */
final class MixedKind extends Kind {
  static final Kind ANYTHING = new MixedKind(Mix.ALL, List.of());
  static final Kind NOTHING = new MixedKind(Mix.ANY, List.of());

  private static final int TEXT_LIMIT = 300;

  private final Mix mix;
  private final List<Kind> kinds;

  private enum Mix {
    ALL(" & "),
    ANY(" | "),
    ONE(" ^ "),
    NONE("~");

    private final String sign;

    Mix(String sign) {
      this.sign = sign;
    }
  }

  private MixedKind(Mix mix, List<Kind> kinds) {
    this.mix = mix;
    this.kinds = kinds;
  }

  static Kind and(Kind one, Kind other) {
    return join(Mix.ALL, one, other);
  }

  static Kind or(Kind one, Kind other) {
    return join(Mix.ANY, one, other);
  }

  static Kind xor(Kind one, Kind other) {
    return new MixedKind(Mix.ONE, List.of(one, other));
  }

  static Kind not(Kind kind) {
    return kind instanceof MixedKind mixed && mixed.mix == Mix.NONE
        ? mixed.kinds.get(0)
        : new MixedKind(Mix.NONE, List.of(kind));
  }

  /** Puts kinds side by side, so that a thousand of them do not nest. */
  private static Kind join(Mix mix, Kind one, Kind other) {
    List<Kind> all = new ArrayList<>();
    for (Kind kind : List.of(one, other)) {
      if (kind instanceof MixedKind mixed && mixed.mix == mix) {
        all.addAll(mixed.kinds);
      } else {
        all.add(kind);
      }
    }
    return new MixedKind(mix, List.copyOf(all));
  }

  @Override
  Matcher matcher(Heap of) {
    Matcher[] matchers = kinds.stream().map(kind -> kind.matcher(of)).toArray(Matcher[]::new);
    return switch (mix) {
      case ALL -> index -> matching(matchers, index, false) == matchers.length;
      case ANY -> index -> matching(matchers, index, true) > 0;
      case ONE -> index -> matchers[0].matches(index) != matchers[1].matches(index);
      case NONE -> index -> !matchers[0].matches(index);
    };
  }

  /** Counts matchers that match, up to the first that does, or does not. */
  private static int matching(Matcher[] matchers, int index, boolean untilMatch) {
    int count = 0;
    for (Matcher matcher : matchers) {
      boolean matches = matcher.matches(index);
      count += matches ? 1 : 0;
      if (matches == untilMatch) {
        return count;
      }
    }
    return count;
  }

  @Override
  void checkNames(Heap of) {
    if (mix == Mix.ALL || mix == Mix.ANY) {
      kinds.forEach(kind -> kind.checkNames(of));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MixedKind that && mix == that.mix && kinds.equals(that.kinds);
  }

  @Override
  public int hashCode() {
    return 31 * mix.hashCode() + kinds.hashCode();
  }

  @Override
  public String toString() {
    if (kinds.isEmpty()) {
      return mix == Mix.ALL ? "<anything>" : "<nothing>";
    }
    if (mix == Mix.NONE) {
      return mix.sign + kinds.get(0);
    }
    List<String> texts = kinds.stream().map(Kind::toString).toList();
    return Classification.cut("(" + String.join(mix.sign, texts) + ")", TEXT_LIMIT);
  }
}
