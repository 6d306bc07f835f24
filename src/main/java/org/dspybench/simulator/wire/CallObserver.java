package org.dspybench.simulator.wire;

/** Told once what became of a reply: one method or the other, or neither if the server ends. */
interface CallObserver {

  /** For replies that nobody counts. */
  CallObserver NONE =
      new CallObserver() {
        @Override
        public void delivered(int status) {}

        @Override
        public void abandoned() {}
      };

  /**
   * Its last byte is about to be written.
   *
   * @param status {@link Reply#NO_STATUS} if there is no response
   */
  void delivered(int status);

  /** The client went away before that. */
  void abandoned();
}
