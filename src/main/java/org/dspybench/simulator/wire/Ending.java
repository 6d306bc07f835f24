package org.dspybench.simulator.wire;

/** What becomes of the connection when all that is to be written is written. */
enum Ending {
  /** The response is complete; the connection stays for the next request. */
  COMPLETE,
  /** Complete; just before its last byte the port begins to refuse connections for a while. */
  COMPLETE_AND_REFUSE,
  /** The connection is reset, whatever of the response was written. */
  RESET,
  /** All connections are reset, and the port refuses new ones for a while. */
  RESET_ALL,
  /** Nothing: the connection stays open until the client ends it. */
  NONE
}
