package org.dspybench.benchmarks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The question that a benchmark class answers, as one sentence; printed over its table. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Asks {

  /** The question, with its question mark. */
  String value();

  /**
   * The parameters for each of whose values the question is asked anew: what has the same values of
   * these is compared, and measured side by side. None where all of the class is compared.
   */
  String[] forEach() default {};
}
