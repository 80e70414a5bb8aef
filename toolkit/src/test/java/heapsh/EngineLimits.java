package heapsh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Knows which tests of the API cannot hold over the MAT engine, and why: {@code mat-limits.txt}
 * names a test or a whole class in each line. A single test named there must fail over MAT; one
 * that passes is no limit and has no place in the list. Does nothing over the native engine.
 */
public final class EngineLimits implements ExecutionCondition, InvocationInterceptor {
  private static final Map<String, String> REASONS = reasons();

  private static Map<String, String> reasons() {
    try (InputStream in = EngineLimits.class.getResourceAsStream("mat-limits.txt")) {
      Map<String, String> reasons = new HashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(": ", 2))
          .forEach(parts -> reasons.put(parts[0], parts[1]));
      return reasons;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String reason =
        Heaps.engine() == Engine.NATIVE || context.getTestMethod().isPresent()
            ? null
            : context.getTestClass().map(type -> REASONS.get(type.getSimpleName())).orElse(null);
    return reason == null
        ? ConditionEvaluationResult.enabled("")
        : ConditionEvaluationResult.disabled(reason);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> test,
      ReflectiveInvocationContext<Method> invocation,
      ExtensionContext context)
      throws Throwable {
    proceed(test, invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test,
      ReflectiveInvocationContext<Method> invocation,
      ExtensionContext context)
      throws Throwable {
    proceed(test, invocation);
  }

  private static void proceed(Invocation<Void> test, ReflectiveInvocationContext<Method> invocation)
      throws Throwable {
    Method method = invocation.getExecutable();
    String name = invocation.getTargetClass().getSimpleName() + "." + method.getName();
    String reason = Heaps.engine() == Engine.NATIVE ? null : REASONS.get(name);
    if (reason == null) {
      test.proceed();
      return;
    }
    try {
      test.proceed();
    } catch (Throwable expected) {
      throw new TestAbortedException(reason, expected);
    }
    throw new AssertionError(name + " holds over MAT; take it out of mat-limits.txt");
  }
}
