package org.dspybench.report.markdown;

/** A document that a report cannot be put into. The message is one line that says what to do. */
public final class ReportException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public ReportException(String problem) {
    super(problem);
  }
}
