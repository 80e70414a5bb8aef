package heapsh.jdk;

/**
 * Names how an object is referred to.
 *
 * @param text as a table shows it, safe for a terminal: {@code Crawler.queue}, {@code static
 *     Connections.INSTANCE}, {@code ArrayDeque[*]}, {@code HashSet{*}}, {@code ["sql"]}, {@code
 *     HashMap.keys}, {@code <weak>}, {@code <local of Crawler.run()>}; followed by {@code .value}
 *     for the array of a String
 * @param step as a path shows it, without the holder's class: {@code .queue}, {@code static
 *     crawler.Connections.INSTANCE}, {@code [*]}, {@code {*}}, {@code ["sql"]}, {@code .keys},
 *     {@code .value}
 * @param sort what sort of relation it is
 * @param folded number of the relation that stands for this one when rare map keys are folded
 *     ({@code HashMap[*]}, or {@code Map[*]} for a key met in several classes of map), or its own
 *     number when it is not by key
 */
public record Relation(String text, String step, Sort sort, int folded) {
  /** Names the sorts of relations. */
  public enum Sort {
    FIELD,
    STATIC,
    ELEMENT,
    KEYED,
    MAP_KEY,
    REFERENT,
    THREAD_LOCAL,
    ROOT,
    /**
     * {@code <class>} from an instance, {@code Class.<super>}, {@code Class.<loader>} and so on.
     */
    CLASS
  }
}
