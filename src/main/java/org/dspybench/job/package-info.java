/**
 * A job: questions from a file, outcomes into a file, and a journal between the two by which an
 * interrupted job goes on where it was. {@link org.dspybench.job.BatchJob} is where to start.
 */
@NullMarked
package org.dspybench.job;

import org.jspecify.annotations.NullMarked;
