package org.dspybench.calibration;

/** The request that DSPy's chat adapter makes of {@code question -> answer}: what is measured. */
final class Prompt {

  private static final String BODY =
      """
      {"model": "calibration", "temperature": 0.7, "messages": [{"role": "system", "content": \
      "Your input fields are:\\n1. `question` (str):\\nYour output fields are:\\n1. `answer` (str):\\n\
      All interactions will be structured in the following way, with the appropriate values filled \
      in.\\n\\n[[ ## question ## ]]\\n{question}\\n\\n[[ ## answer ## ]]\\n{answer}\\n\\n\
      [[ ## completed ## ]]"}, {"role": "user", "content": "[[ ## question ## ]]\\nWhat is %d?\\n\\n\
      Respond with the corresponding output fields."}]}""";

  private Prompt() {}

  /** The JSON body that asks a numbered question. */
  static String body(long question) {
    return BODY.formatted(question);
  }
}
