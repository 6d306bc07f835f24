/** Shows a report in GitHub's Markdown, alone or as a part of a document. */
@NullMarked
package org.dspybench.report.markdown;

import org.jspecify.annotations.NullMarked;
