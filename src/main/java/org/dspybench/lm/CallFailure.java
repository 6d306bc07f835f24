package org.dspybench.lm;

/**
 * Why a call failed for good.
 *
 * @param kind what happened to its last attempt
 * @param attempts how many were made
 * @param reason why no other followed; completes the sentence "given up because"
 */
public record CallFailure(LmFailure kind, int attempts, String reason) {}
