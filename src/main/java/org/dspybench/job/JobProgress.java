package org.dspybench.job;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a job is.
 *
 * @param total questions in all; empty where that is not known before the end
 * @param earlier questions that need not be asked, because an earlier run did
 * @param done outcomes of this run so far
 * @param failed those of them that are no answers
 * @param callsInFlight LM calls under way now
 * @param elapsed since this run began to ask; zero before
 */
public record JobProgress(
    OptionalLong total,
    long earlier,
    long done,
    long failed,
    int callsInFlight,
    Duration elapsed) {}
