/** Shows a report as JSON: every figure as it was reckoned, by a published schema. */
@NullMarked
package org.dspybench.report.json;

import org.jspecify.annotations.NullMarked;
