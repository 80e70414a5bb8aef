package heapsh.live;

import java.util.List;

/**
 * Holds sampled objects of one class that are held the same way. All texts come from the target:
 * they are untrusted.
 *
 * @param className their class as a Java programmer writes it
 * @param samples how many of them were sampled; more samples, more bytes
 * @param oldestMillis how old the oldest is
 * @param root what the path starts at, such as {@code Thread Name: main}; empty when it was not
 *     searched for or found
 * @param path the fields from the root down to the object, each {@code com.acme.Registry.INSTANCE},
 *     array elements {@code Object[][*]}; empty when it was not searched for or found
 * @param stack where they were made, the innermost frame first: {@code com.acme.Foo.add(Foo:12)};
 *     of the most common place; empty when not recorded
 */
public record OldObject(
    String className,
    int samples,
    long oldestMillis,
    String root,
    List<String> path,
    List<String> stack) {}
