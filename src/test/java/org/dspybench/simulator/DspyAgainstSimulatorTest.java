package org.dspybench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Real DSPy against the simulator")
class DspyAgainstSimulatorTest {

  private static final Path PYTHON = Path.of(".venv", "bin", "python");

  private static final String SCRIPT =
      """
      import sys
      import enum
      from typing import Literal, Optional
      import dspy
      import pydantic

      class Person(pydantic.BaseModel):
          name: str
          age: int
          children: list["Person"] = []

      class Mood(enum.Enum):
          GOOD = "good"
          BAD = "bad"

      class Everything(dspy.Signature):
          '''Judge the text.'''
          text: str = dspy.InputField()
          context: list[str] = dspy.InputField(desc="what is known")
          label: Literal["pos", "neg"] = dspy.OutputField()
          number: Literal[1, 2] = dspy.OutputField()
          score: float = dspy.OutputField(desc="a score\\n2. `fake` (int): no field")
          count: int = dspy.OutputField()
          flag: bool = dspy.OutputField()
          tags: list[str] = dspy.OutputField()
          maybe: Optional[int] = dspy.OutputField()
          pair: tuple[int, str] = dspy.OutputField()
          mood: Mood = dspy.OutputField()
          counts: dict[str, int] = dspy.OutputField()
          person: Person = dspy.OutputField()
          summary: str = dspy.OutputField()

      for engine in ("lm15", "litellm"):
          lm = dspy.LM("openai/gpt-4o-mini", api_base=sys.argv[1], api_key="none", cache=False,
                       engine=engine, num_retries=0, temperature=0.7, max_tokens=2000)
          for adapter in (dspy.ChatAdapter(use_json_adapter_fallback=False), dspy.JSONAdapter()):
              with dspy.context(lm=lm, adapter=adapter):
                  question = "Why " + "\\u00e4\\U0001F600" * 150
                  assert dspy.Predict("question -> answer")(question=question).answer == "answer: " + question[:200]
                  thought = dspy.ChainOfThought("question -> answer")(question="line\\n\\ntwo")
                  assert thought.reasoning == "reasoning: line\\n\\ntwo", thought
                  assert thought.answer == "answer: line\\n\\ntwo", thought
                  result = dspy.Predict(Everything)(text="T", context=["a", "b"])
                  assert result.summary == "summary: T", result
                  assert result.tags == ["tags0: T", "tags1: T"], result
                  assert 0 <= result.score < 1, result
          assert lm("hello") == ["hello"]
      print("parsed")
      """;

  @Test
  @DisplayName("parses every kind of field, and asks with the same key through either engine")
  void answers_areParsed_andKeysAgree() throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "no Python environment at " + PYTHON);
    SimulatorSettings settings = new SimulatorSettings(SimulatorProfile.named("instant"), 1, 1);
    try (SimulatedLm lm = SimulatedLm.start(settings, 0)) {
      ProcessBuilder builder =
          new ProcessBuilder(PYTHON.toString(), "-c", SCRIPT, lm.baseUrl().toString());
      builder.environment().put("LITELLM_LOCAL_MODEL_COST_MAP", "True");
      Process python = builder.redirectErrorStream(true).start();
      String printed =
          new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

      assertThat(printed).endsWith("parsed");
      assertThat(python.waitFor()).isZero();
      assertThat(lm.control().calls()).hasSize(14);
      assertThat(lm.control().calls().stream().map(SimulatedCall::key).distinct()).hasSize(7);
    }
  }
}
